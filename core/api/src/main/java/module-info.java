// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** What hosts and notifiers compile against: events, triggers, actions, messages, deliveries and the ports of the engine. */
@NullMarked
module io.tripbell.api {
    requires static transitive org.jspecify;

    exports io.tripbell.action;
    exports io.tripbell.automation;
    exports io.tripbell.definition;
    exports io.tripbell.delivery;
    exports io.tripbell.event;
    exports io.tripbell.message;
    exports io.tripbell.notify;
    exports io.tripbell.orchestration;
    exports io.tripbell.secret;
    exports io.tripbell.store;
    exports io.tripbell.trigger;
}
