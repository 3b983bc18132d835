// SPDX-License-Identifier: Apache-2.0
/** Runs the benchmarks, each in processes of its own and in turn with its rivals, and prints what was reached. */
package io.tripbell.benchmark.run;
