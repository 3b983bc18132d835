// SPDX-License-Identifier: Apache-2.0
/** Five events of a key in ten minutes. Begin with {@link io.tripbell.benchmark.window.WindowBenchmark}. */
package io.tripbell.benchmark.window;
