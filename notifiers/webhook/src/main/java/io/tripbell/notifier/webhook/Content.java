// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.util.Map;

/** What is sent, the same at every attempt. Immutable: whoever gives or takes the bytes leaves them as they are. */
final class Content {
    /** In bytes; as large as an event may be. Receivers commonly take up to a megabyte. */
    static final int LARGEST = 256 * 1024;

    static final String JSON = "application/json; charset=utf-8";

    private final String type;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param type the request's {@code Content-Type}
     * @param headers further headers that belong to the format; printable ASCII
     * @param body the bytes to sign and send
     */
    Content(String type, Map<String, String> headers, byte[] body) {
        this.type = type;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    String type() {
        return type;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
