// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel that sends text messages (SMS) through Twilio, one to each number:
 *
 * <pre>{@code
 * Twilio.messagingService("MG...")
 *     .account("AC...")
 *     .authToken(secret("TWILIO_TOKEN"))
 *     .to("+15551230000", "+15551230001")
 * }</pre>
 *
 * <p>Values are checked when the engine is started or the channel is added, all at once. Not thread-safe.
 */
public final class Twilio extends NotifierConfig<Twilio> {
    private final List<String> to = new ArrayList<>();

    private Twilio() {
        super(new TwilioProvider());
    }

    /**
     * Sends through a Messaging Service, which chooses the number of the sender.
     *
     * @param sid {@code MG} and 32 hexadecimal digits
     */
    public static Twilio messagingService(String sid) {
        return new Twilio().set("messagingServiceSid", sid);
    }

    /**
     * Sends from one number of the account.
     *
     * @param sender a number in E.164 form, a short code, or a sender name where the country allows one
     */
    public static Twilio from(String sender) {
        return new Twilio().set("from", sender);
    }

    /** The account: {@code AC} and 32 hexadecimal digits. Required. */
    public Twilio account(String sid) {
        return set("accountSid", sid);
    }

    /** The account's Auth Token. Either this or {@link #apiKey} is required. */
    public Twilio authToken(Secret token) {
        return set("authToken", token);
    }

    /**
     * An API key in place of the Auth Token; it can be revoked alone.
     *
     * @param sid {@code SK} and 32 hexadecimal digits
     */
    public Twilio apiKey(String sid, Secret secret) {
        return set("apiKeySid", sid).set("apiKeySecret", secret);
    }

    /** Adds numbers in E.164 form; at least one is required, 50 at most, and one given twice counts once. */
    public Twilio to(String... numbers) {
        to.addAll(List.of(numbers));
        return set("to", List.copyOf(to));
    }

    /**
     * What every number must begin with, such as {@code +49} and {@code +41} for two countries; default anything. For a channel
     * whose numbers users wrote, as calls and texts to some countries and services cost much.
     */
    public Twilio allowedPrefixes(String... prefixes) {
        return set("allowedPrefixes", List.of(prefixes));
    }

    /** The most segments to pay for per message and number, 1 to 50; longer messages are cut. Default: what 1 600 characters take. */
    public Twilio maxSegments(int segments) {
        return set("maxSegments", segments);
    }

    /**
     * Where the account's messages are processed: {@code us1}, the default, or edge location and region as one, such as
     * {@code dublin.ie1} or {@code sydney.au1}. Each region has credentials of its own.
     */
    public Twilio region(String edgeAndRegion) {
        return set("region", edgeAndRegion);
    }

    /** Another address in place of {@code https://api.twilio.com}, for a gateway or a test; plain http needs {@link #allowHttp}. */
    public Twilio baseUrl(String url) {
        return set("baseUrl", url);
    }

    /** A PEM file whose certificates are trusted besides those of the JVM, for a gateway with an authority of its own. */
    public Twilio trustedCertificates(Path pemFile) {
        return set(HttpTransport.TRUSTED_CERTIFICATES.name(), pemFile.toString());
    }
}
