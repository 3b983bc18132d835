// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

/** What a field of a channel's configuration holds, and so how it is checked, shown and written. */
public enum FieldKind {
    TEXT,
    /** A {@link io.tripbell.secret.Secret}; as data {@code {"secret": "NAME"}}. */
    SECRET,
    /** An absolute address; the notifier checks scheme and host. */
    URL,
    INTEGER,
    BOOLEAN,
    /** ISO 8601, such as {@code PT30S}. */
    DURATION,
    /** One of the field's allowed values, ignoring case. */
    CHOICE,
    /** Several texts; as data also one text with commas. */
    LIST,
    /** Several secrets. */
    SECRETS,
    /** Text names to text values, in order. */
    MAP,
    /** A template that the engine fills when a delivery is accepted; values stay as they are. */
    TEMPLATE,
    /** As {@link #TEMPLATE}, each value escaped for the inside of a JSON string. */
    JSON_TEMPLATE
}
