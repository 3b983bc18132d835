// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

/**
 * Mail over SMTP, in code:
 *
 * <pre>{@code
 * .channel("ops-mail", Email.smtp("smtp.example.com")
 *     .user("alerts@example.com").password(secret("SMTP_PASSWORD"))
 *     .from("alerts@example.com")
 *     .to("ops@example.com", "on-call@example.com"))
 * }</pre>
 */
public final class Email {

    private Email() {}

    /**
     * Mail through one submission server or relay.
     *
     * @param host its name, which its certificate must carry; or an IPv4 or IPv6 address without brackets
     */
    public static SmtpConfig smtp(String host) {
        return new SmtpConfig(host);
    }

    /** How the connection is encrypted. Certificate and host name are verified wherever there is TLS; nothing turns that off. */
    public enum Security {
        /** Begins in plain text and goes on in TLS; a server that does not offer it gets nothing. The default; port 587. */
        STARTTLS,
        /** TLS from the first byte; port 465. */
        TLS,
        /** No encryption and no credentials; only where plain text is allowed for the channel. Port 25. */
        NONE;

        int usualPort() {
            return switch (this) {
                case STARTTLS -> 587;
                case TLS -> 465;
                case NONE -> 25;
            };
        }
    }
}
