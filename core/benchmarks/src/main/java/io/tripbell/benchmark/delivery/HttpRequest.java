// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where the parts of a request lie in what was read of it. */
final class HttpRequest {
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private HttpRequest() {}

    /** How many bytes a whole request has; -1 while not all of it is there. */
    static int end(byte[] bytes, int length) {
        int body = bodyStart(bytes, length);
        if (body < 0) return -1;
        int end = body + contentLength(bytes, body);
        return end <= length ? end : -1;
    }

    static int bodyStart(byte[] bytes, int length) {
        int head = find(HEAD_END, bytes, 0, length);
        return head < 0 ? -1 : head + HEAD_END.length;
    }

    private static int contentLength(byte[] bytes, int bodyStart) {
        int at = find(LENGTH, bytes, 0, bodyStart);
        if (at < 0) throw new IllegalStateException("no Content-Length");
        int length = 0;
        for (int i = at + LENGTH.length; bytes[i] != '\r'; i++)
            if (bytes[i] != ' ') length = length * 10 + bytes[i] - '0';
        return length;
    }

    /** Where a text of lower-case ASCII begins, ignoring the case of what is searched; -1 for nowhere. */
    static int find(byte[] text, byte[] in, int from, int to) {
        for (int at = from; at <= to - text.length; at++) {
            int same = 0;
            while (same < text.length && lower(in[at + same]) == text[same]) same++;
            if (same == text.length) return at;
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    /** The value of a header, for the one request that is shown to others. */
    static String header(byte[] bytes, int bodyStart, String name) {
        String head = new String(bytes, 0, bodyStart, StandardCharsets.US_ASCII);
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
        int value = at + name.length() + 3;
        return head.substring(value, head.indexOf('\r', value)).trim();
    }
}
