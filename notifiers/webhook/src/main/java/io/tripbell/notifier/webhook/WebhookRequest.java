// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notify.Attempt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a channel's requests have in common. Immutable.
 *
 * @param headers the same for every message; no secrets
 * @param credentials headers whose values are secrets
 */
record WebhookRequest(
        String method,
        Address address,
        Format format,
        Map<String, String> headers,
        List<Credentials> credentials,
        Signer signer) {
    private static final byte[] NO_BODY = {};

    WebhookRequest {
        headers = Map.copyOf(headers);
        credentials = List.copyOf(credentials);
    }

    /**
     * One attempt's request and what nobody may see of it.
     *
     * @param redaction takes out of a reply what a peer echoed of the request's secrets
     */
    record Prepared(HttpCall call, Redaction redaction) {}

    /** Fills in what belongs to one attempt: secrets, time stamp, signature and number. The body's bytes stay as they are. */
    Prepared prepare(Content content, Attempt attempt) {
        Address.Target target = address.target(attempt);
        Map<String, String> secretHeaders = new LinkedHashMap<>();
        for (Credentials each : credentials) secretHeaders.put(each.header(), each.value(attempt));
        boolean hasBody = !method.equals("GET");
        byte[] body = hasBody ? content.body() : NO_BODY;
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(content.headers());
        all.putAll(secretHeaders);
        all.putAll(signer.headers(attempt, body));
        HttpCall call = HttpCall.to(method, target.endpoint());
        for (Map.Entry<String, String> header : all.entrySet()) call = call.header(header.getKey(), header.getValue());
        if (hasBody) call = call.body(content.type(), body);
        return new Prepared(call, Redaction.of(target.hidden(), secretHeaders.values()));
    }
}
