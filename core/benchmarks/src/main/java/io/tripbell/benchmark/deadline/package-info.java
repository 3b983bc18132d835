// SPDX-License-Identifier: Apache-2.0
/** A deadline for each run, set and taken back. Begin with {@link io.tripbell.benchmark.deadline.DeadlineBenchmark}. */
package io.tripbell.benchmark.deadline;
