// SPDX-License-Identifier: Apache-2.0
/**
 * Time that a test steps, in place of waiting. Begin with {@link io.tripbell.testkit.time.VirtualTime}.
 */
@NullMarked
package io.tripbell.testkit.time;

import org.jspecify.annotations.NullMarked;
