// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** HTTP Basic for one attempt. Holds a secret's value: not to be kept. Immutable. */
final class Authorization {
    private static final String MARK = "***";

    private final String password;
    private final String pair;

    Authorization(String user, String password) {
        this.password = password;
        this.pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
    }

    /** The value of the header {@code Authorization}. */
    String header() {
        return "Basic " + pair;
    }

    /** A text that a peer sent, without what it echoed of this. */
    String takenOutOf(String text) {
        return text.replace(pair, MARK).replace(password, MARK);
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "Basic " + MARK;
    }
}
