// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of any bytes: every day over a corpus in the tree, in the profile {@code fuzz} under Jazzer. Begin with
 * {@link io.tripbell.fuzz.Fuzzed}.
 */
package io.tripbell.fuzz;
