// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.secret.Secret;

/** A channel that posts as a bot. Begin with {@link Slack#bot}. Not thread-safe; the engine copies it. */
public final class SlackBot extends SlackConfig<SlackBot> {
    SlackBot(Secret token) {
        set(SlackFields.BOT_TOKEN, token);
    }

    /** Where to post: the ID of a channel, {@code C...}, which the channel's details in Slack show. Required. */
    public SlackBot channel(String id) {
        return set(SlackFields.CHANNEL, id);
    }

    /** What becomes of the further messages of an incident. Default: {@link FollowUps#THREAD}. */
    public SlackBot followUps(FollowUps choice) {
        return set(SlackFields.FOLLOW_UPS, choice);
    }
}
