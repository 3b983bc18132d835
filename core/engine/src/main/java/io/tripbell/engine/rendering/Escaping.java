// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How a value is written into what a template makes; the template's own text is left as it is. */
enum Escaping {
    /** As it is: plain text, which each notifier escapes for its service. */
    NONE {
        @Override
        String escape(String value) {
            return value;
        }
    },
    /** For the inside of a JSON string (RFC 8259, section 7), and of a JavaScript one. */
    JSON_STRING {
        @Override
        String escape(String value) {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            for (int i = 0; i < value.length(); i++) jsonCharacter(value.charAt(i), escaped);
            return escaped.toString();
        }
    },
    /** For one segment of a path or one value of a query: all but the unreserved characters of RFC 3986 as percent codes. */
    URL_PART {
        @Override
        String escape(String value) {
            StringBuilder escaped = new StringBuilder(value.length() + 16);
            for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
                char c = (char) (octet & 0xff);
                if (UNRESERVED.indexOf(c) >= 0) escaped.append(c);
                else escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
            return escaped.toString();
        }
    };

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    abstract String escape(String value);

    private static void jsonCharacter(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                // U+2028 and U+2029 end a line in JavaScript's strings.
                boolean hidden = c < ' ' || c == '\u2028' || c == '\u2029';
                if (hidden) out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                else out.append(c);
            }
        }
    }
}
