// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.util.Map;

/** What to do about an answer that its own words do not tell. */
final class Hint {
    // Microsoft 365: "550 5.7.30 Basic authentication is not supported for Client Submission".
    static final String NO_PASSWORDS = "5.7.30";

    private static final Map<String, String> BY_STATUS = Map.of(
            NO_PASSWORDS,
            "Microsoft 365 takes no passwords here: use accessToken (XOAUTH2)",
            "5.7.139",
            "Microsoft 365 has SMTP AUTH switched off for this mailbox or organisation",
            "5.7.9",
            "Google takes app passwords or accessToken (XOAUTH2), not the account's own password");

    private Hint() {}

    /** A clause to append; empty when there is nothing to add. */
    static String to(SmtpReply reply) {
        return BY_STATUS.entrySet().stream()
                .filter(entry -> reply.says(entry.getKey()))
                .map(entry -> " (" + entry.getValue() + ")")
                .findFirst()
                .orElse("");
    }
}
