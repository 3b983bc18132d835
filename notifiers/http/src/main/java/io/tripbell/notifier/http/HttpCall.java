// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request. Header values and body may hold secrets and are never shown. Immutable; each method gives a changed copy. */
public final class HttpCall {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String JSON = "application/json; charset=utf-8";

    private final String method;
    private final Endpoint endpoint;
    private final List<Map.Entry<String, String>> headers;
    private final @Nullable String contentType;
    private final byte[] body;
    private final boolean bodyDecides;
    private final List<String> hidden;

    private HttpCall(
            String method,
            Endpoint endpoint,
            List<Map.Entry<String, String>> headers,
            @Nullable String contentType,
            byte[] body,
            boolean bodyDecides,
            List<String> hidden) {
        this.method = method;
        this.endpoint = endpoint;
        this.headers = headers;
        this.contentType = contentType;
        this.body = body;
        this.bodyDecides = bodyDecides;
        this.hidden = hidden;
    }

    /** A POST without headers or body. */
    public static HttpCall post(Endpoint endpoint) {
        return to("POST", endpoint);
    }

    /**
     * A request without headers or body.
     *
     * @param method {@code GET}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
     */
    public static HttpCall to(String method, Endpoint endpoint) {
        if (!METHODS.contains(method)) throw new IllegalArgumentException("method must be one of " + METHODS);
        return new HttpCall(method, endpoint, List.of(), null, new byte[0], false, List.of());
    }

    /**
     * Adds a header.
     *
     * @throws IllegalArgumentException when {@link HeaderRules} refuse it; the value is not shown
     */
    public HttpCall header(String name, String value) {
        return headers(Map.of(name, value));
    }

    /** Adds headers in their order, as {@link #header} adds one. */
    public HttpCall headers(Map<String, String> several) {
        if (several.isEmpty()) return this;
        List<Map.Entry<String, String>> more = new ArrayList<>(headers.size() + several.size());
        more.addAll(headers);
        several.forEach((name, value) -> more.add(checked(name, value)));
        return new HttpCall(
                method, endpoint, Collections.unmodifiableList(more), contentType, body, bodyDecides, hidden);
    }

    private static Map.Entry<String, String> checked(String name, String value) {
        HeaderRules.refusal(name, value).ifPresent(rule -> {
            throw new IllegalArgumentException("HEADER_INVALID: " + rule);
        });
        return Map.entry(name, value);
    }

    /** Sets the body, sent byte for byte as given. */
    public HttpCall body(String type, byte[] bytes) {
        if (method.equals("GET")) throw new IllegalArgumentException("a GET has no body");
        return new HttpCall(method, endpoint, headers, type, bytes.clone(), bodyDecides, hidden);
    }

    /** Sets a JSON body, in UTF-8. */
    public HttpCall json(byte[] bytes) {
        return body(JSON, bytes);
    }

    /**
     * The service tells success by its reply's body: a reply whose body breaks off is then an ambiguous failure. Without
     * this the status alone decides, whatever happens to the body.
     */
    public HttpCall bodyDecides() {
        return new HttpCall(method, endpoint, headers, contentType, body, true, hidden);
    }

    /**
     * Names a secret that stands in the body, so that it is not shown if the peer echoes it. Path, query and header values
     * are hidden without this.
     */
    public HttpCall hiding(String secret) {
        List<String> more = new ArrayList<>(hidden);
        more.add(secret);
        return new HttpCall(method, endpoint, headers, contentType, body, bodyDecides, List.copyOf(more));
    }

    String method() {
        return method;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    List<String> hidden() {
        return hidden;
    }

    boolean isDecidedByBody() {
        return bodyDecides;
    }

    /** Method and endpoint, the path hidden. */
    @Override
    public String toString() {
        return method + " " + endpoint;
    }
}
