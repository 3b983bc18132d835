// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Attempt;

/** A login with its secret's value, for one attempt. Not a record: nothing may show it. */
final class Credentials {
    private final Login login;
    private final String secret;

    private Credentials(Login login, String secret) {
        this.login = login;
        this.secret = secret;
    }

    static Credentials of(Login login, Attempt attempt) {
        return new Credentials(login, attempt.reveal(login.secret()));
    }

    String user() {
        return login.user();
    }

    String secret() {
        return secret;
    }

    String mechanisms() {
        return login.mechanisms();
    }

    /** Takes the secret out of what a server says, in the forms in which the server has seen it. */
    Redaction redaction() {
        return Redaction.of(
                secret,
                // AUTH PLAIN and XOAUTH2 send these in base64; an echo of them is an echo of the secret.
                login.user() + "\0" + login.user() + "\0" + secret,
                "user=" + login.user() + "\1auth=Bearer " + secret + "\1\1");
    }

    @Override
    public String toString() {
        return "credentials of " + login.user();
    }
}
