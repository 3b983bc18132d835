// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ordinary answer of an HTTP service; headers as name, value, name, value. */
record HttpAnswer(int status, String body, List<String> headers) {
    HttpAnswer {
        if (headers.size() % 2 != 0)
            throw new IllegalArgumentException("headers come as name, value, name, value: " + headers);
        headers = List.copyOf(headers);
    }

    Map<String, String> headersByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i += 2) byName.put(headers.get(i), headers.get(i + 1));
        return byName;
    }

    @Override
    public String toString() {
        return (status + " " + body).strip();
    }
}
