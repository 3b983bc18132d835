// SPDX-License-Identifier: Apache-2.0
package io.tripbell.action;

import java.util.regex.Pattern;

/** The rule for ids that a user gives. */
final class ActionIds {
    private static final Pattern ID = Pattern.compile("[a-z0-9-_.]{1,100}");

    private ActionIds() {}

    static String checked(String id) {
        if (!id.isEmpty() && !ID.matcher(id).matches())
            throw new IllegalArgumentException("an id is 1 to 100 of a-z 0-9 - _ . : '" + id + "'");
        return id;
    }
}
