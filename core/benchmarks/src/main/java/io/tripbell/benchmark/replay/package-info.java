// SPDX-License-Identifier: Apache-2.0
/** How long a backtest takes. Begin with {@link io.tripbell.benchmark.replay.MillionEvents}. */
package io.tripbell.benchmark.replay;
