// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

/** What an event does to the alert of its key. */
enum EventAction {
    TRIGGER("trigger"),
    ACKNOWLEDGE("acknowledge"),
    RESOLVE("resolve");

    private final String word;

    EventAction(String word) {
        this.word = word;
    }

    /** The word of the Events API. */
    String word() {
        return word;
    }
}
