// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

/** An event that cannot be taken in: too large, too deep, cyclic or holding what is not data. Nothing was stored. */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Why an event was refused. */
    public enum Code {
        /** Over the bound of bytes, depth or number of entries. */
        EVENT_TOO_LARGE,
        /** Cyclic, changing while it was read, or holding values that are not JSON-like. */
        EVENT_INVALID
    }

    private final Code code;

    InvalidEventException(Code code, String detail) {
        super(code + ": " + detail);
        this.code = code;
    }

    /** Stable across releases. */
    public Code code() {
        return code;
    }
}
