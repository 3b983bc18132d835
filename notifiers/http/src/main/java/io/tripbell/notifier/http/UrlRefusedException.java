// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

/** A text is no address that may be called. Its message says the rule and shows nothing of the text, which may be a secret. */
public final class UrlRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param code stable word, such as {@code URL_HOST_INVALID}
     * @param rule what is expected instead; nothing of the address
     */
    public UrlRefusedException(String code, String rule) {
        super(rule);
        this.code = code;
    }

    /** Stable across releases. */
    public String code() {
        return code;
    }
}
