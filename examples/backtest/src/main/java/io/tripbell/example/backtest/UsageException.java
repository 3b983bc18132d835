// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

/** The arguments are not what the program takes; the message says what it takes. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
