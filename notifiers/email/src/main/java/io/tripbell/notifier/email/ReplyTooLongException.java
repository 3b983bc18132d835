// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.io.IOException;

/** The server sent more than any SMTP dialogue needs. */
final class ReplyTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    ReplyTooLongException(int bytes) {
        super("the server sent more than " + bytes + " bytes");
    }
}
