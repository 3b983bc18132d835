// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

/** A message has no form that can be sent; nothing was. Its text shows nothing of the message. */
final class UnsendableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    private UnsendableException(String code, String text) {
        super(text);
        this.code = code;
    }

    static UnsendableException tooLarge() {
        return new UnsendableException(
                "BODY_TOO_LARGE", "the body has more than " + Content.LARGEST + " bytes, even when shortened");
    }

    /** Stable across releases. */
    String code() {
        return code;
    }
}
