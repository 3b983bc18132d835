// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notify.Attempt;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names and signs a request in the form of Standard Webhooks 1.0. The id is the delivery's at every attempt, time stamp and
 * signature are the attempt's own. Immutable.
 */
final class Signer {
    /** One in use and one that replaces it. */
    static final int MOST_KEYS = 2;

    private final List<Secret> secrets;

    Signer(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Adds the headers of one attempt; without secrets there is no signature among them.
     *
     * @throws SecretUnavailableException when a secret cannot be had or is no signing key
     */
    void sign(Map<String, String> headers, Attempt attempt, byte[] body) {
        String id = attempt.deliveryId();
        String timestamp = Long.toString(attempt.at().getEpochSecond());
        headers.put("Idempotency-Key", id);
        headers.put("Tripbell-Attempt", Integer.toString(attempt.number()));
        headers.put(WebhookSignature.ID, id);
        headers.put(WebhookSignature.TIMESTAMP, timestamp);
        if (!secrets.isEmpty())
            headers.put(
                    WebhookSignature.SIGNATURE,
                    secrets.stream()
                            .map(secret -> key(secret, attempt).sign(id, timestamp, body))
                            .collect(Collectors.joining(" ")));
    }

    private static SigningKey key(Secret secret, Attempt attempt) {
        String value = attempt.reveal(secret);
        try {
            return SigningKey.of(value);
        } catch (IllegalArgumentException e) {
            throw SecretUnavailableException.invalid(secret, SigningKey.RULE);
        }
    }
}
