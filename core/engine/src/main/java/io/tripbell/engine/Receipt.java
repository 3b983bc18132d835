// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.util.List;

/**
 * What became of an event. Immutable.
 *
 * @param status in one word
 * @param deduplicable whether the host gave the event's id, so that offering it again is recognised
 * @param matches what it meant to each automation that it concerned; empty when it concerned none
 * @param deliveries ids of the deliveries that were taken into the outbox
 * @param refusals deliveries that the full outbox did not take, in words; empty when all is well
 */
public record Receipt(
        Status status, boolean deduplicable, List<Match> matches, List<String> deliveries, List<String> refusals) {
    private static final Receipt NOTHING_MATCHED =
            new Receipt(Status.NOTHING_MATCHED, false, List.of(), List.of(), List.of());

    public Receipt {
        matches = List.copyOf(matches);
        deliveries = List.copyOf(deliveries);
        refusals = List.copyOf(refusals);
    }

    /** What became of an event, in one word. */
    public enum Status {
        /** It concerned no automation and was not remembered. {@code deduplicable} says nothing then. */
        NOTHING_MATCHED("it concerns no automation"),
        /** It was taken in, with everything it caused. */
        ACCEPTED("it is taken in"),
        /** An event of this id was taken in before; nothing happened. */
        DUPLICATE("an event of this id was taken in before"),
        /** An event of this id but with other content was taken in before; nothing happened. */
        ID_REUSED("an event of this id, but with other content, was taken in before"),
        /** It stems from more than 8 firings in a row; nothing happened. */
        LOOP_CUT("it stems from more than 8 firings in a row");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        /** The same for people. */
        public String words() {
            return words;
        }
    }

    /** What an event meant to an automation. */
    public enum Effect {
        FIRED,
        RESOLVED,
        /** The automation remembers it and waits for more. */
        REMEMBERED,
        /** It would have fired and did not, on purpose. */
        WITHHELD,
        /** It could not be evaluated. */
        FAILED
    }

    /**
     * What an event meant to one automation. Immutable.
     *
     * @param automationId the automation
     * @param key what its trigger remembers by; may be empty
     * @param effect in one word
     * @param detail why, in one sentence; empty for {@code REMEMBERED}
     * @param firingId by which {@link AutomationEngine#trace} finds the whole story; empty where nothing fired or resolved
     */
    public record Match(String automationId, String key, Effect effect, String detail, String firingId) {}

    static Receipt nothingMatched() {
        return NOTHING_MATCHED;
    }

    static Receipt of(Status status, boolean deduplicable) {
        return new Receipt(status, deduplicable, List.of(), List.of(), List.of());
    }

    /** Whether every delivery that the event caused was taken into the outbox. */
    public boolean isComplete() {
        return refusals.isEmpty();
    }
}
