// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.Secret;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configures a channel that calls any URL.
 *
 * <pre>{@code
 * .channel("ops-hook", Webhook.url(secret("HOOK_URL")).signedWith(secret("HOOK_SIGNING_KEY")))
 * }</pre>
 *
 * <p>Not thread-safe; the engine copies it. What does not fit together is refused when the engine starts, all at once.
 */
public final class Webhook extends NotifierConfig<Webhook> {
    private static final WebhookProvider PROVIDER = new WebhookProvider();

    private final Map<String, String> headers = new LinkedHashMap<>();

    private Webhook() {
        super(PROVIDER);
    }

    /** Calls an address that is no secret: absolute, {@code https}, or {@code http} with {@link #allowHttp()}. */
    public static Webhook url(String url) {
        return new Webhook().set(WebhookFields.URL, url);
    }

    /** Calls an address that is a secret as a whole, such as one with a token in its path. */
    public static Webhook url(Secret url) {
        return new Webhook().set(WebhookFields.URL_SECRET, url);
    }

    /** {@code POST}, {@code PUT}, {@code PATCH}, {@code DELETE} or {@code GET}, which has no body. Default: {@code POST}. */
    public Webhook method(String method) {
        return set(WebhookFields.METHOD, method);
    }

    /** What the request looks like. Default: {@link WebhookFormat#JSON}. */
    public Webhook format(WebhookFormat format) {
        return set(WebhookFields.FORMAT, format.word());
    }

    /**
     * A template of the body in place of a format, such as {@code {"text": "{{run.name}} failed"}}. Each value is escaped for
     * the inside of a JSON string.
     */
    public Webhook body(String template) {
        return set(WebhookFields.BODY, template);
    }

    /**
     * The {@code Content-Type} of an own body. Default: {@code application/json; charset=utf-8}. If it is a JSON type, a body
     * that is not JSON once it is filled is not sent.
     */
    public Webhook contentType(String type) {
        return set(WebhookFields.CONTENT_TYPE, type);
    }

    /** The {@code source} of CloudEvents, a URI reference. Default: {@code urn:tripbell:automation:} and the automation's id. */
    public Webhook source(String uriReference) {
        return set(WebhookFields.SOURCE, uriReference);
    }

    /** Adds a header that is no secret and the same for every message. */
    public Webhook header(String name, String value) {
        headers.put(name, value);
        return set(WebhookFields.HEADERS, new LinkedHashMap<>(headers));
    }

    /** Sends {@code Authorization: Bearer} and the token. */
    public Webhook bearer(Secret token) {
        return set(WebhookFields.BEARER, token);
    }

    /** Sends {@code Authorization: Basic} for a user and password. */
    public Webhook basic(String user, Secret password) {
        return set(WebhookFields.USER, user).set(WebhookFields.PASSWORD, password);
    }

    /** Sends a header whose whole value is a secret, such as {@code X-Api-Key}. One a channel. */
    public Webhook secretHeader(String name, Secret value) {
        return set(WebhookFields.SECRET_HEADER, name).set(WebhookFields.SECRET_HEADER_VALUE, value);
    }

    /**
     * Signs each request in the form of Standard Webhooks 1.0, once with each secret. Two while a secret is being rotated,
     * else one.
     *
     * @param secrets names of secrets whose values are {@code whsec_} and 24 to 64 bytes in base64
     * @see WebhookSignature#verify
     */
    public Webhook signedWith(Secret... secrets) {
        return set(WebhookFields.SIGNING_SECRETS, List.of(secrets));
    }

    /** Trusts the certificates of a PEM file besides those of the JVM, for a receiver with an authority of its own. */
    public Webhook trustedCertificates(Path pemFile) {
        return set(HttpTransport.TRUSTED_CERTIFICATES.name(), pemFile.toString());
    }
}
