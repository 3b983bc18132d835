// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notify.Attempt;
import java.util.Collections;
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
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        credentials = List.copyOf(credentials);
    }

    /** One attempt's request: secrets, time stamp, signature and number are filled in, the body's bytes stay as they are. */
    HttpCall call(Content content, Attempt attempt) {
        Endpoint endpoint = address.endpoint(attempt);
        boolean hasBody = !method.equals("GET");
        byte[] body = hasBody ? content.body() : NO_BODY;
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(content.headers());
        for (Credentials each : credentials) all.put(each.header(), each.value(attempt));
        signer.sign(all, attempt, body);
        HttpCall call = HttpCall.to(method, endpoint).headers(all);
        return hasBody ? call.body(content.type(), body) : call;
    }
}
