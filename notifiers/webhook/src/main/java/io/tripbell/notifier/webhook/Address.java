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
    Target target(Attempt attempt);

    /** What shares a limit: scheme, host and port, or the secret's name. */
    String destination();

    /**
     * What is called at one attempt.
     *
     * @param hidden path and query where nobody may see them; else empty
     */
    record Target(Endpoint endpoint, String hidden) {}

    record Fixed(Endpoint endpoint) implements Address {
        @Override
        public Target target(Attempt attempt) {
            return new Target(endpoint, "");
        }

        @Override
        public String destination() {
            return endpoint.origin();
        }
    }

    record Hidden(Secret secret, boolean plainTextAllowed) implements Address {
        @Override
        public Target target(Attempt attempt) {
            String url = attempt.reveal(secret);
            try {
                return new Target(Endpoint.parse(url, plainTextAllowed), afterHost(url));
            } catch (UrlRefusedException e) {
                throw SecretUnavailableException.invalid(secret, "is no address to call: " + e.getMessage());
            }
        }

        @Override
        public String destination() {
            return "webhook " + secret;
        }

        private static String afterHost(String url) {
            for (int i = url.indexOf("://") + 3; i < url.length(); i++)
                if (url.charAt(i) == '/' || url.charAt(i) == '?') return url.substring(i);
            return "";
        }
    }
}
