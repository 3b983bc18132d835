// SPDX-License-Identifier: Apache-2.0
package io.tripbell.action;

/** What an automation does when it fires. The set is closed: the engine knows every kind. Immutable. */
public sealed interface Action permits Send, Call {

    /** The id that was given; empty when the engine is to derive it. Unique within the automation. */
    String id();

    /** What the id is derived from when none was given: the name of the channel or handler. */
    String target();

    /** The same action under an id of one's own: 1 to 100 of {@code a-z 0-9 - _ .} */
    Action as(String id);
}
