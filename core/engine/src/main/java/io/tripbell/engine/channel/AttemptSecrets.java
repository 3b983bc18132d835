// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.secret.Secret;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The secrets that one try has asked for, so that they can be redacted from what it leaves behind. Thread-safe. */
final class AttemptSecrets {
    private final SecretBook book;
    private final Queue<String> revealed = new ConcurrentLinkedQueue<>();

    AttemptSecrets(SecretBook book) {
        this.book = book;
    }

    String reveal(Secret secret) {
        String value = book.reveal(secret);
        revealed.add(value);
        return value;
    }

    Redactor redactor() {
        return Redactor.of(revealed);
    }

    @Override
    public String toString() {
        return revealed.size() + " secrets of a try";
    }
}
