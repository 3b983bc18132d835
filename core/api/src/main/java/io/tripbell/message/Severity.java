// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import java.util.Locale;

/** How bad it is, in the four words of PagerDuty's Events API v2, the mildest first. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word in lower case, as services want it. */
    public String word() {
        return word;
    }
}
