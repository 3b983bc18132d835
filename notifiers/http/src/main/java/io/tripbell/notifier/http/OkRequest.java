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
    private final String userAgent;
    private final Last<String, MediaType> types = new Last<>(MediaType::get);

    OkRequest(String userAgent) {
        this.userAgent = userAgent;
    }

    Request of(HttpCall call) {
        boolean hasBody = !call.method().equals("GET");
        return new Request.Builder()
                .url(call.endpoint().okUrl())
                .method(call.method(), hasBody ? new OneShotBody(type(call), call.body()) : null)
                .headers(headers(call))
                .build();
    }

    private Headers headers(HttpCall call) {
        // Nothing is unpacked here, so a small reply cannot become a large one.
        Headers.Builder headers = new Headers.Builder().add("Accept-Encoding", "identity");
        boolean named = false;
        for (Map.Entry<String, String> header : call.headers()) {
            headers.add(header.getKey(), header.getValue());
            named |= header.getKey().equalsIgnoreCase("User-Agent");
        }
        if (!named) headers.add("User-Agent", userAgent);
        return headers.build();
    }

    private @Nullable MediaType type(HttpCall call) {
        String type = call.contentType();
        return type == null ? null : types.of(type);
    }

    /** A body that OkHttp never sends a second time by itself. */
    private static final class OneShotBody extends RequestBody {
        private final @Nullable MediaType type;
        private final byte[] bytes;

        OneShotBody(@Nullable MediaType type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
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
