// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.mail.MessagingException;

/** The server does not offer what the channel must have, so nothing was entrusted to it. */
final class SetupRefusedException extends MessagingException {
    private static final long serialVersionUID = 1;

    private final String code;

    SetupRefusedException(String code, String text) {
        super(text);
        this.code = code;
    }

    String code() {
        return code;
    }
}
