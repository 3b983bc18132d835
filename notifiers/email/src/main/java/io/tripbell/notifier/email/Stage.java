// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

/** How far an SMTP dialogue has come, in the order of its steps. What a failure means depends on it. */
enum Stage {
    GREETING("the greeting"),
    EHLO("EHLO"),
    STARTTLS("STARTTLS"),
    AUTH("AUTH"),
    MAIL("MAIL FROM"),
    RCPT("RCPT TO"),
    DATA("DATA"),
    CONTENT("the mail's content"),
    /** The dot that ends the mail is being sent: from here the server may have taken it. */
    FINAL_DOT("the final dot"),
    /** The server has confirmed it. */
    TAKEN("the confirmed mail");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    /** For messages: {@code no answer to EHLO}. */
    @Override
    public String toString() {
        return words;
    }
}
