// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the engine beside rivals and beside plain code that does nothing more than it must.
 * Begin with {@link io.tripbell.benchmark.run.Benchmarks}.
 */
package io.tripbell.benchmark;
