// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.definition.Problems;
import io.tripbell.engine.channel.Channel.Parts;
import io.tripbell.notify.Notifier;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Asks a new notifier for its recipients and the limit key behind each, and checks the answers. */
final class Destinations {
    private static final int MOST_RECIPIENTS = 1_000;
    private static final int LONGEST = 320;

    private final Asking asking;
    private final Problems problems;

    Destinations(Asking asking, Problems problems) {
        this.asking = asking;
        this.problems = problems;
    }

    /** Calls a plug-in. */
    interface Asking {
        <T> Optional<T> ask(String what, Callable<T> code);
    }

    /** The limit key by recipient, under {@link Parts#NOBODY} for a channel without recipients; empty when there is a problem. */
    Optional<Map<String, String>> of(Notifier notifier) {
        Optional<List<String>> recipients = asking.ask("recipients()", () -> List.copyOf(notifier.recipients()));
        if (recipients.isEmpty() || !areFit(recipients.get())) return Optional.empty();
        List<String> asked = recipients.get().isEmpty() ? List.of(Parts.NOBODY) : recipients.get();
        Optional<List<String>> keys = asking.ask(
                "destination()", () -> asked.stream().map(notifier::destination).toList());
        if (keys.isEmpty() || !keys.get().stream().allMatch(this::isKey)) return Optional.empty();
        Map<String, String> destinations = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++)
            destinations.put(asked.get(i), keys.get().get(i));
        return Optional.of(destinations);
    }

    private boolean areFit(List<String> recipients) {
        if (recipients.size() > MOST_RECIPIENTS) {
            problems.add("", recipients.size(), "a channel has at most " + MOST_RECIPIENTS + " recipients; make two");
            return false;
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String recipient : recipients) {
            boolean fit = !recipient.isBlank() && recipient.length() <= LONGEST && distinct.add(recipient);
            if (fit) continue;
            problems.add(
                    "", recipient, "a recipient is not blank, has at most " + LONGEST + " characters, and comes once");
            return false;
        }
        return true;
    }

    private boolean isKey(String key) {
        if (key != null && !key.isBlank() && key.length() <= 2 * LONGEST) return true;
        problems.add(
                "",
                null,
                "the notifier's destination() must name a limit key of at most " + 2 * LONGEST
                        + " characters; that is a mistake of the notifier, ask its author");
        return false;
    }
}
