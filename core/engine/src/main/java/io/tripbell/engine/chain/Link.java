// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.chain;

import io.tripbell.event.Event;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.FlowRunEvents;

/**
 * What is known of an event in a chain. Immutable.
 *
 * @param subject the run or agent whose state it is; empty for any other event
 * @param hops how many calls lie between it and an event from outside
 * @param called whether a handler was called for it
 */
record Link(String subject, int hops, boolean called) {
    /** What the clock alone made. */
    static final Link OF_CLOCK = new Link("", 0, true);

    static Link of(Event event) {
        boolean isState =
                event.type().startsWith(FlowRunEvents.PREFIX) || event.type().startsWith(AgentEvents.PREFIX);
        return new Link(isState ? event.resource().id() : "", event.hops(), false);
    }

    Link whichWasCalledFor() {
        return new Link(subject, hops, true);
    }

    Link deep(int deep) {
        return new Link(subject, deep, called);
    }

    /** What the call for it leads to. */
    Link next() {
        return new Link("", hops + 1, false);
    }

    Link and(Link other) {
        return new Link(subject, Math.max(hops, other.hops), called || other.called);
    }

    /** How deep an event lies that follows it. The states of one run or agent follow each other without any call. */
    int hopsOf(Event follower) {
        boolean nextState = !subject.isEmpty() && subject.equals(of(follower).subject);
        return called && !nextState ? hops + 1 : hops;
    }
}
