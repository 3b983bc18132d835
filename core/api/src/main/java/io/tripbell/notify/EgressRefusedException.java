// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/** Policy forbids the connection. The text names the rule and the option that would allow it, and no address. */
public final class EgressRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param code stable word: {@code ADDRESS_NOT_ALLOWED}, {@code PORT_NOT_ALLOWED}, {@code URL_SCHEME_NOT_ALLOWED} ...
     * @param text the rule and the option that would allow it
     */
    public EgressRefusedException(String code, String text) {
        super(text);
        this.code = code;
    }

    /** Stable across releases. */
    public String code() {
        return code;
    }
}
