// SPDX-License-Identifier: Apache-2.0
/**
 * Replays a file of recorded events against two sets of automations and prints how they differ.
 * Begin with {@link io.tripbell.example.backtest.BacktestFile}.
 */
package io.tripbell.example.backtest;
