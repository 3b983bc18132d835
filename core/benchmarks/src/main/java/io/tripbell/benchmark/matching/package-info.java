// SPDX-License-Identifier: Apache-2.0
/** Finding the automations that an event concerns. Begin with {@link io.tripbell.benchmark.matching.MatchingBenchmark}. */
package io.tripbell.benchmark.matching;
