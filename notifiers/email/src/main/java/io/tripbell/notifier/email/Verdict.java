// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.util.Set;

/**
 * What follows from how a dialogue ended (RFC 5321, section 4.2.1: 4yz may work later, 5yz never will). The same for every
 * server; what differs is only explained. Immutable.
 *
 * @param request the server and the recipients
 */
record Verdict(String request) {
    // RFC 4954, section 6, and 530 of RFC 3207: what a change of configuration or at the provider mends.
    private static final Set<Integer> LOGIN_REFUSED = Set.of(530, 534, 535, 538);

    /** The connection failed. */
    SendResult of(Stage stage, FailureCause cause, SmtpReply last) {
        Exchange exchange = new Exchange(request, last.text());
        String detail = cause.text() + " at " + stage;
        // Once the dot is out, the server may have taken the mail and only its word for it is missing.
        if (stage == Stage.FINAL_DOT) return SendResult.ambiguous(cause.code(), detail, exchange);
        if (cause.byConfiguration()) return SendResult.configurationError(cause.code(), detail, exchange);
        return SendResult.transientFailure(cause.code(), detail, exchange);
    }

    /** The server answered something else than what the mail needs. */
    SendResult of(Stage stage, SmtpReply reply) {
        Exchange exchange = new Exchange(request, reply.text());
        String detail = "answer to " + stage + ": " + reply.inShort() + Hint.to(reply);
        if (!reply.isTransient() && !reply.isPermanent()) return unusable(stage, reply, exchange);
        if (isAboutLogin(stage, reply)) return SendResult.configurationError("SMTP_AUTH_FAILED", detail, exchange);
        String code = "SMTP_" + reply.code();
        if (stage == Stage.STARTTLS && reply.isPermanent())
            return SendResult.configurationError("SMTP_STARTTLS_REQUIRED", detail, exchange);
        boolean later = stage == Stage.RCPT ? reply.isTransientForRecipient() : reply.isTransient();
        return later
                ? SendResult.transientFailure(code, detail, exchange)
                : SendResult.rejected(code, detail, exchange);
    }

    /** The server lacks what the channel must have. */
    SendResult of(SetupRefusedException refusal, SmtpReply last) {
        return SendResult.configurationError(
                refusal.code(), String.valueOf(refusal.getMessage()), new Exchange(request, last.text()));
    }

    private static boolean isAboutLogin(Stage stage, SmtpReply reply) {
        if (LOGIN_REFUSED.contains(reply.code())) return true;
        return reply.isPermanent() && (stage == Stage.AUTH || reply.says(Hint.NO_PASSWORDS));
    }

    private static SendResult unusable(Stage stage, SmtpReply reply, Exchange exchange) {
        // 334 asks for more: what servers do to say, in base64, why they refuse a token.
        if (stage == Stage.AUTH && !reply.text().isEmpty())
            return SendResult.configurationError(
                    "SMTP_AUTH_FAILED", "the server refused the login: " + reply.inShort(), exchange);
        boolean silent = reply.text().isEmpty();
        String code = silent ? "CONNECTION_LOST" : "REPLY_MALFORMED";
        String detail = (silent ? "the connection was lost" : "no SMTP answer") + " at " + stage;
        return stage == Stage.FINAL_DOT
                ? SendResult.ambiguous(code, detail, exchange)
                : SendResult.transientFailure(code, detail, exchange);
    }
}
