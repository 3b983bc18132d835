// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.UrlRefusedException;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;

/** Where a webhook goes: an address in the configuration, or one that is a secret and is read at each attempt. */
sealed interface Address {

    /**
     * The address, now.
     *
     * @throws SecretUnavailableException when it is a secret that cannot be had or is no address
     */
    Endpoint endpoint(Attempt attempt);

    /** What shares a limit: scheme, host and port, or the secret's name. */
    String destination();

    record Fixed(Endpoint endpoint) implements Address {
        @Override
        public Endpoint endpoint(Attempt attempt) {
            return endpoint;
        }

        @Override
        public String destination() {
            return endpoint.origin();
        }
    }

    record Hidden(Secret secret, boolean plainTextAllowed) implements Address {
        @Override
        public Endpoint endpoint(Attempt attempt) {
            String url = attempt.reveal(secret);
            try {
                return Endpoint.parse(url, plainTextAllowed);
            } catch (UrlRefusedException e) {
                throw SecretUnavailableException.invalid(secret, "is no address to call: " + e.getMessage());
            }
        }

        @Override
        public String destination() {
            return "webhook " + secret;
        }
    }
}
