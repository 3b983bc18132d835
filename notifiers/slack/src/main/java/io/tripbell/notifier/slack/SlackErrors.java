// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Slack's words for what went wrong, with what to do about them (docs.slack.dev, chat.postMessage; Slack's changelog of
 * 2016-05-17 for webhooks).
 */
final class SlackErrors {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{1,55}");
    private static final Set<String> PASSING = Set.of(
            "fatal_error",
            "internal_error",
            "rate_limited",
            "ratelimited",
            "request_timeout",
            "rollup_error",
            "service_unavailable",
            "team_added_to_org");
    private static final Map<String, String> CURES = Map.ofEntries(
            Map.entry("account_inactive", "the bot's user or workspace is gone; install the app again"),
            Map.entry("action_prohibited", "an admin of the workspace forbids it"),
            Map.entry("cant_update_message", "only its own messages can be updated; set followUps to THREAD"),
            Map.entry("channel_is_archived", "the channel was archived; choose another"),
            Map.entry("channel_not_found", "no such channel, or a private one that the bot is not in; invite it"),
            Map.entry("edit_window_closed", "the workspace forbids late edits; set followUps to THREAD"),
            Map.entry("invalid_auth", "the token is not valid; take it from the app's page OAuth & Permissions"),
            Map.entry("invalid_blocks", "Slack did not take the blocks; please report it"),
            Map.entry("invalid_payload", "Slack did not take the message; please report it"),
            Map.entry("invalid_token", "the webhook's address is not valid; make a new one"),
            Map.entry("is_archived", "the channel was archived; choose another"),
            Map.entry("message_not_found", "the first message was deleted; set followUps to THREAD"),
            Map.entry("missing_scope", "the bot needs the scope chat:write; add it and install the app again"),
            Map.entry("msg_blocks_too_long", "Slack did not take so much text; please report it"),
            Map.entry("no_active_hooks", "the webhook is switched off"),
            Map.entry("no_service", "the webhook was removed or switched off; make a new one"),
            Map.entry("no_team", "the workspace is gone; the address may be mistyped"),
            Map.entry("not_authed", "no token came; the secret may be empty"),
            Map.entry("not_in_channel", "invite the bot to the channel, or add the scope chat:write.public"),
            Map.entry("posting_to_general_channel_denied", "this app may not post to #general"),
            Map.entry("restricted_action", "an admin of the workspace forbids the bot to post here"),
            Map.entry("team_disabled", "the workspace is switched off"),
            Map.entry("token_revoked", "the token was revoked; install the app again"));

    private SlackErrors() {}

    /** The words that have a cure. */
    static Set<String> explainedWords() {
        return CURES.keySet();
    }

    /** Whether a text is one of Slack's error words, known or not. */
    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** Whether the same message may be taken later. */
    static boolean passes(String word) {
        return PASSING.contains(word);
    }

    /** Such as {@code SLACK_CHANNEL_NOT_FOUND}. */
    static String code(String word) {
        return "SLACK_" + word.toUpperCase(Locale.ROOT);
    }

    /** The word and, where there is one, the cure. */
    static String explained(String word) {
        String cure = CURES.get(word);
        return cure == null ? word : word + ": " + cure;
    }
}
