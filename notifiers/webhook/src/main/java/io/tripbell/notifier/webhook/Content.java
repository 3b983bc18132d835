// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.util.Map;

/**
 * What is sent, the same at every attempt. Its bytes are never changed after it was made.
 *
 * @param type the request's {@code Content-Type}
 * @param headers further headers that belong to the format; printable ASCII
 * @param body the bytes to sign and send
 */
record Content(String type, Map<String, String> headers, byte[] body) {
    /** In bytes; as large as an event may be. Receivers commonly take up to a megabyte. */
    static final int LARGEST = 256 * 1024;

    static final String JSON = "application/json; charset=utf-8";

    Content {
        headers = Map.copyOf(headers);
    }
}
