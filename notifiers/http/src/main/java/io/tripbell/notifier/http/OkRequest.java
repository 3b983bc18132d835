// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.IOException;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Puts a request into OkHttp's words. Thread-safe. */
final class OkRequest {
    private static final String USER_AGENT = "User-Agent";
    private static final Headers COMMON = new Headers.Builder()
            .add("Connection", "Keep-Alive")
            // Nothing is unpacked here, so a small reply cannot become a large one.
            .add("Accept-Encoding", "identity")
            .build();

    private final String userAgent;

    OkRequest(String userAgent) {
        this.userAgent = userAgent;
    }

    Request of(HttpCall call) {
        boolean hasBody = !call.method().equals("GET");
        return new Request.Builder()
                .url(call.endpoint().okUrl())
                .headers(headers(call))
                .method(call.method(), hasBody ? new OneShotBody(call.body()) : null)
                .build();
    }

    /** All but host and length: what OkHttp misses it adds, and walks through the others each time. */
    private Headers headers(HttpCall call) {
        Headers.Builder headers = COMMON.newBuilder();
        boolean named = false;
        for (Map.Entry<String, String> header : call.headers()) {
            headers.add(header.getKey(), header.getValue());
            named |= header.getKey().equalsIgnoreCase(USER_AGENT);
        }
        if (!named) headers.add(USER_AGENT, userAgent);
        if (call.contentType() != null) headers.add("Content-Type", call.contentType());
        return headers.build();
    }

    /** A body that OkHttp never sends a second time by itself, and whose type stands among the headers. */
    private static final class OneShotBody extends RequestBody {
        private final byte[] bytes;

        OneShotBody(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
