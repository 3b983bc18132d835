// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

/** Reads one JSON string, as strictly as RFC 8259 has it. */
final class JsonText {
    private final String json;
    private int at;

    private JsonText(String json) {
        this.json = json;
    }

    /** The value of a document that is one string. */
    static String read(String json) {
        return new JsonText(json).string();
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        expect('"');
        while (peek() != '"') value.append(character());
        at++;
        if (at != json.length()) throw new AssertionError("text after the string at " + at + ": " + json);
        return value.toString();
    }

    private char character() {
        char c = json.charAt(at++);
        if (c < ' ') throw new AssertionError("a bare control character at " + (at - 1));
        if (c != '\\') return c;
        char escape = json.charAt(at++);
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(json.substring(at, at += 4), 16);
            default -> throw new AssertionError("no escape of JSON: \\" + escape);
        };
    }

    private char peek() {
        if (at >= json.length()) throw new AssertionError("the string has no end: " + json);
        return json.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) throw new AssertionError("expected " + c + " at " + at + ": " + json);
        at++;
    }
}
