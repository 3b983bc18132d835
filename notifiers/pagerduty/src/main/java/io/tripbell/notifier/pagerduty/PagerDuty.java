// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.message.Severity;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.Secret;
import java.nio.file.Path;

/**
 * A channel that opens and closes alerts at PagerDuty (Events API v2):
 *
 * <pre>{@code
 * PagerDuty.integration(secret("PD_KEY")).severity(CRITICAL)
 * }</pre>
 *
 * <p>An incident opens an alert, its end resolves it, and further messages of it belong to the same alert. The texts of
 * {@link #source}, {@link #component}, {@link #group}, {@link #eventClass} and {@link #dedupKey} are templates. Values are
 * checked when the engine is started or the channel is added, all at once. Not thread-safe.
 */
public final class PagerDuty extends NotifierConfig<PagerDuty> {

    private PagerDuty() {
        super(new PagerDutyProvider());
    }

    /**
     * Sends to one integration.
     *
     * @param key the Integration Key (32 characters) of an "Events API v2" integration of a service, or of a ruleset
     */
    public static PagerDuty integration(Secret key) {
        return new PagerDuty().set("routingKey", key);
    }

    /** The severity of every alert of this channel. Default: the message's own. */
    public PagerDuty severity(Severity severity) {
        return set("severity", severity);
    }

    /**
     * This channel acknowledges the alert of a message's key and opens none: nobody is notified further while somebody, or a
     * repair, is at work. The alert must be open, from a channel with the same integration key and the same
     * {@link #dedupKey}; PagerDuty drops the event silently otherwise. An incident's end resolves the alert here too.
     */
    public PagerDuty acknowledging() {
        return set("action", EventAction.ACKNOWLEDGE.word());
    }

    /** The account is in PagerDuty's service region for the European Union. Default: the United States. */
    public PagerDuty eu() {
        return set("region", "eu");
    }

    /**
     * By which key PagerDuty tells alerts apart. Default: one key for each incident of each automation. Give it where two
     * automations speak of one alert, and without anything that changes between the beginning and the end of an incident.
     */
    public PagerDuty dedupKey(String template) {
        return set(EventFields.DEDUP_KEY, template);
    }

    /** What is affected. Default: the id of the event's resource. */
    public PagerDuty source(String template) {
        return set(EventFields.SOURCE, template);
    }

    /** Which part of it. Default: the name of the flow, if the event has one. */
    public PagerDuty component(String template) {
        return set(EventFields.COMPONENT, template);
    }

    /** What it belongs to. Default: the name of the run, if the event has one. */
    public PagerDuty group(String template) {
        return set(EventFields.GROUP, template);
    }

    /** The kind of event. Default: the event's type, such as {@code flow-run.failed}. */
    public PagerDuty eventClass(String template) {
        return set(EventFields.CLASS, template);
    }

    /** What PagerDuty shows as the sender. Default: {@code Tripbell}. */
    public PagerDuty client(String name) {
        return set("client", name);
    }

    /** What PagerDuty shows as the sender, and where it can be looked at. */
    public PagerDuty client(String name, String url) {
        return set("client", name).set("clientUrl", url);
    }

    /**
     * A REST API token, as the founding product asked for it. Alerts need none: it is kept with the channel, never read and
     * never sent by this version.
     */
    public PagerDuty apiToken(Secret token) {
        return set("apiToken", token);
    }

    /** Another address in place of {@code https://events.pagerduty.com}, for a gateway or a test; plain http needs {@link #allowHttp}. */
    public PagerDuty baseUrl(String url) {
        return set("baseUrl", url);
    }

    /** A PEM file whose certificates are trusted besides those of the JVM, for a gateway with an authority of its own. */
    public PagerDuty trustedCertificates(Path pemFile) {
        return set(HttpTransport.TRUSTED_CERTIFICATES.name(), pemFile.toString());
    }
}
