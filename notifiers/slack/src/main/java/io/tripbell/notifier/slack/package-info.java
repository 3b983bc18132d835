// SPDX-License-Identifier: Apache-2.0
/**
 * Posts to Slack through an incoming webhook or a bot.
 * Begin with {@link io.tripbell.notifier.slack.Slack}.
 */
package io.tripbell.notifier.slack;
