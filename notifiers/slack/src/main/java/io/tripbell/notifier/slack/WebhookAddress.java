// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notifier.http.UrlRefusedException;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * The address of an incoming webhook, which is a secret and so known and checked only at each attempt. Immutable.
 *
 * @param secret its name
 * @param base what it must begin with; empty for Slack's own hosts
 */
record WebhookAddress(Secret secret, Optional<Endpoint> base) {
    private static final Set<String> HOSTS = Set.of("hooks.slack.com", "hooks.slack-gov.com");
    private static final String SERVICES = "/services/";

    /** @throws SecretUnavailableException saying what is wrong with the address and nothing of it */
    Endpoint reveal(Attempt attempt, HttpTransport transport) {
        try {
            Endpoint endpoint = transport.endpoint(attempt.reveal(secret));
            Optional<String> refusal = base.isPresent() ? notBelow(base.get(), endpoint) : notOfSlack(endpoint);
            if (refusal.isPresent()) throw SecretUnavailableException.invalid(secret, refusal.get());
            return base.isPresent() ? endpoint : endpoint.showing("/services/T***");
        } catch (UrlRefusedException e) {
            throw SecretUnavailableException.invalid(secret, "is no webhook address: " + e.getMessage());
        }
    }

    private static Optional<String> notOfSlack(Endpoint endpoint) {
        boolean ofSlack = endpoint.isTls() && endpoint.port() == 443 && HOSTS.contains(endpoint.host());
        if (!ofSlack)
            return Optional.of("must begin with https://hooks.slack.com/services/ or"
                    + " https://hooks.slack-gov.com/services/; baseUrl allows another host");
        if (endpoint.path().startsWith("/triggers/") || endpoint.path().startsWith("/workflows/"))
            return Optional.of("is a webhook of Workflow Builder, which takes the variables of its workflow and no"
                    + " messages; make an incoming webhook of an app instead (docs/notifiers/slack.md)");
        boolean whole = endpoint.path().startsWith(SERVICES) && endpoint.path().length() > SERVICES.length();
        return whole ? Optional.empty() : Optional.of("must begin with " + endpoint.origin() + SERVICES);
    }

    private static Optional<String> notBelow(Endpoint base, Endpoint endpoint) {
        String folder = base.path().endsWith("/") ? base.path() : base.path() + "/";
        boolean below = endpoint.origin().equals(base.origin()) && (endpoint.path() + "/").startsWith(folder);
        return below ? Optional.empty() : Optional.of("must begin with the channel's baseUrl");
    }
}
