// SPDX-License-Identifier: Apache-2.0
/**
 * What a replay of events came to: firings, messages, counts, and how two sets of automations differ.
 * Begin with {@link io.tripbell.engine.replay.BacktestReport}.
 */
package io.tripbell.engine.replay;
