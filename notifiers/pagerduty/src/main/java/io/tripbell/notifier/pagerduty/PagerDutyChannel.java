// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.definition.Problems;
import io.tripbell.message.Link;
import io.tripbell.message.Severity;
import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.UrlRefusedException;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.secret.Secret;
import java.util.Locale;
import java.util.Optional;

/**
 * A channel's configuration, read and checked. Immutable.
 *
 * @param endpoint where events are posted to
 * @param routingKey of the integration, by name
 * @param onTriggered what a message that something began does to its alert
 * @param fields what the alert says beside the message
 */
record PagerDutyChannel(Endpoint endpoint, Secret routingKey, EventAction onTriggered, EventFields fields) {
    static final String ROUTING_KEY = "routingKey";
    static final String SEVERITY = "severity";
    static final String ACTION = "action";
    static final String REGION = "region";
    static final String CLIENT = "client";
    static final String CLIENT_URL = "clientUrl";
    static final String API_TOKEN = "apiToken";
    static final String BASE_URL = "baseUrl";

    private static final String EU = "eu";
    private static final String PATH = "/v2/enqueue";

    static PagerDutyChannel of(NotifierSettings settings, NotifierContext context) {
        Problems problems = new Problems();
        Optional<String> clientUrl = settings.text(CLIENT_URL);
        clientUrl
                .filter(url -> !isUrl(url))
                .ifPresent(url -> problems.add(
                        CLIENT_URL,
                        url,
                        "must be an absolute https or http address of at most " + PagerDutyEvent.LONGEST_URL
                                + " characters"));
        Optional<Endpoint> endpoint = endpoint(settings, context.egress().plainTextAllowed(), problems);
        problems.throwIfAny("channel '" + context.channel() + "'");
        return new PagerDutyChannel(
                endpoint.orElseThrow(),
                settings.requiredSecret(ROUTING_KEY),
                EventAction.valueOf(upper(settings.requiredText(ACTION))),
                new EventFields(
                        settings.text(SEVERITY)
                                .map(word -> Severity.valueOf(upper(word)))
                                .orElse(null),
                        settings.requiredText(CLIENT),
                        clientUrl.orElse(null)));
    }

    private static Optional<Endpoint> endpoint(NotifierSettings settings, boolean plainTextAllowed, Problems problems) {
        String host = settings.requiredText(REGION).equals(EU) ? "events.eu.pagerduty.com" : "events.pagerduty.com";
        String base = settings.text(BASE_URL).orElse("https://" + host);
        try {
            if (base.indexOf('?') >= 0)
                throw new UrlRefusedException("URL_INVALID", "an address to build on has no query");
            return Optional.of(Endpoint.parse(base.replaceAll("/+$", "") + PATH, plainTextAllowed)
                    .showing(PATH));
        } catch (UrlRefusedException e) {
            problems.add(BASE_URL, null, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean isUrl(String url) {
        return url.regionMatches(true, 0, "http", 0, 4)
                && Link.isLinkable(url)
                && url.length() <= PagerDutyEvent.LONGEST_URL;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
