// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as it came over the wire, to its final dot. Immutable.
 *
 * @param from the address of {@code MAIL FROM}, without angle brackets
 * @param recipients the addresses of every {@code RCPT TO} that was taken, without angle brackets
 * @param content head and body, one character a byte, the doubled dots undone; {@link #bytes()} for the bytes
 * @param encrypted whether it came over TLS
 * @param user who had logged in; empty when nobody had
 * @param reply what the server did with it, such as {@code 250 2.0.0 taken as 1}
 */
public record SmtpMail(
        String from, List<String> recipients, String content, boolean encrypted, String user, String reply) {
    public SmtpMail {
        recipients = List.copyOf(recipients);
    }

    /** Head and body as they were sent. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The values of a header, unfolded and not decoded, in order; empty when there is none. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (String line : unfoldedHead())
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                values.add(line.substring(name.length() + 1).strip());
        return values;
    }

    /** The value of a header that stands there once; empty when there is none. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) throw new AssertionError("header " + name + " stands there more than once: " + values);
        return values.stream().findFirst();
    }

    /** What comes after the head, one character a byte. */
    public String body() {
        int end = content.indexOf("\r\n\r\n");
        return end < 0 ? "" : content.substring(end + 4);
    }

    /** All headers by lower-case name; of several the last. */
    Map<String, String> headersByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String line : unfoldedHead()) {
            int colon = Math.max(0, line.indexOf(':'));
            byName.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon).strip());
        }
        return byName;
    }

    private String[] unfoldedHead() {
        int end = content.indexOf("\r\n\r\n");
        String head = end < 0 ? content : content.substring(0, end);
        return head.replaceAll("\r\n([ \t])", "$1").split("\r\n");
    }
}
