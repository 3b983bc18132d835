// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads one text out of a JSON document, to show it. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** The first text of that name, at any depth; empty when there is none. */
    static String of(String document, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(document)) {
            while (parser.nextToken() != null) {
                boolean here = parser.currentToken() == JsonToken.FIELD_NAME && name.equals(parser.currentName());
                if (here && parser.nextToken() == JsonToken.VALUE_STRING) return parser.getText();
            }
        }
        return "";
    }
}
