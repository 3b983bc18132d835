// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Writes each message as one line. Thread-safe. */
final class LogNotifier implements Notifier {
    private static final int MOST_FACTS = 20;

    private final Logger log;
    private final Level level;

    LogNotifier(Logger log, Level level) {
        this.log = log;
        this.level = level;
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        attempt.begin();
        log.atLevel(level)
                .log(
                        "[{}] {} {}{}{} (automation {}, delivery {})",
                        message.state().word(),
                        message.severity().word(),
                        LogLine.of(message.title()),
                        message.text().isEmpty() ? "" : ": " + LogLine.of(message.text()),
                        details(message),
                        LogLine.of(message.origin().automationId()),
                        attempt.deliveryId());
        return SendResult.accepted(new Exchange("log line at " + level + " to " + log.getName(), ""));
    }

    private static String details(Message message) {
        Stream<String> facts = message.facts().stream().limit(MOST_FACTS).map(LogNotifier::fact);
        Stream<String> links = message.links().stream().limit(MOST_FACTS).map(LogNotifier::link);
        String all = Stream.concat(facts, links).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " {" + all + "}";
    }

    private static String fact(Fact fact) {
        return LogLine.of(fact.name()) + "=" + LogLine.of(fact.value());
    }

    private static String link(Link link) {
        return LogLine.of(link.text()) + "=" + LogLine.of(link.url());
    }

    @Override
    public String destination(String recipient) {
        return "log";
    }

    @Override
    public void close() {
        // Nothing is held open: the log is the host's.
    }
}
