// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import io.tripbell.delivery.Delivery;
import io.tripbell.event.Event;
import io.tripbell.trigger.Firing;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what happens as it happens. Thread-safe. */
final class Narrator {
    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        print("", text);
    }

    void event(Event event) {
        String message = String.valueOf(event.payload().getOrDefault("message", ""));
        print(
                "event",
                event.type() + " of " + event.label("name").orElse("?") + (message.isEmpty() ? "" : ": " + message));
    }

    void firing(Firing firing) {
        print("fires", firing.automationId() + " (" + firing.state().name().toLowerCase(Locale.ROOT) + ")");
    }

    void delivered(Delivery delivery) {
        print(
                "sent",
                delivery.route().target() + to(delivery) + ", attempt "
                        + delivery.progress().attempts());
    }

    void retrying(Delivery delivery) {
        print(
                "retry",
                delivery.route().target() + to(delivery) + " at " + delivery.dueAt() + ": "
                        + delivery.progress().detail());
    }

    void dead(Delivery delivery) {
        print(
                "DEAD",
                delivery.route().target() + to(delivery) + ": "
                        + delivery.progress().detail());
    }

    void action(String what) {
        print("host", what);
    }

    /** A message as a service received it. */
    void received(String service, String text) {
        print("  <- " + service, text.strip().replace("\n", "\n" + " ".repeat(17)));
    }

    void line(String text) {
        synchronized (out) {
            out.println(text);
        }
    }

    private static String to(Delivery delivery) {
        return delivery.route().recipient().isEmpty()
                ? ""
                : " to " + delivery.route().recipient();
    }

    private void print(String what, String text) {
        line(what.isEmpty() ? text : String.format("%-16s %s", what, text));
    }
}
