// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A notifier that sends nothing: it keeps every message with the facts of its try and answers by a script. Answers given
 * by {@link #next} and {@link #nextFailure} are used once each, in order; after them, and without a script, every message is
 * accepted unless {@link #otherwise} says more. Thread-safe.
 *
 * <pre>{@code
 * RecordingNotifier notifier = new RecordingNotifier("ops-slack")
 *     .next(SendResult.transientFailure("HTTP_503", "busy", Exchange.none()));
 * }</pre>
 */
public final class RecordingNotifier implements Notifier {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final List<String> recipients;
    private final Object lock = new Object();
    private final List<SentMessage> sent = new ArrayList<>();
    private final Deque<BiFunction<Message, Attempt, SendResult>> script = new ArrayDeque<>();
    private BiFunction<Message, Attempt, SendResult> otherwise =
            (message, attempt) -> SendResult.accepted(Exchange.none());
    private String destination;
    private boolean closed;

    /**
     * A notifier that accepts everything.
     *
     * @param destination what {@link #destination} gives for every recipient
     * @param recipients none for a channel without
     */
    public RecordingNotifier(String destination, String... recipients) {
        this.destination = Objects.requireNonNull(destination, "destination");
        this.recipients = List.of(recipients);
    }

    /** Adds answers to the script. */
    public RecordingNotifier next(SendResult... results) {
        for (SendResult result : results) script((message, attempt) -> result);
        return this;
    }

    /** Adds a failure to the script, as of a notifier that breaks its contract. */
    public RecordingNotifier nextFailure(RuntimeException failure) {
        return script((message, attempt) -> {
            throw failure;
        });
    }

    /** How everything is answered for which the script has nothing; runs on the sending thread. */
    public RecordingNotifier otherwise(BiFunction<Message, Attempt, SendResult> answer) {
        synchronized (lock) {
            otherwise = Objects.requireNonNull(answer, "answer");
        }
        return this;
    }

    private RecordingNotifier script(BiFunction<Message, Attempt, SendResult> answer) {
        synchronized (lock) {
            script.add(answer);
        }
        return this;
    }

    /** Calls {@link Attempt#begin()}, records, answers. What {@code begin} refuses is not recorded. */
    @Override
    public SendResult send(Message message, Attempt attempt) {
        attempt.begin();
        BiFunction<Message, Attempt, SendResult> answer;
        synchronized (lock) {
            if (closed)
                return SendResult.transientFailure("CLOSED", "this channel's notifier is closed", Exchange.none());
            sent.add(SentMessage.of(message, attempt));
            lock.notifyAll();
            answer = script.isEmpty() ? otherwise : script.remove();
        }
        return answer.apply(message, attempt);
    }

    @Override
    public List<String> recipients() {
        return recipients;
    }

    @Override
    public String destination(String recipient) {
        synchronized (lock) {
            return destination;
        }
    }

    /** Serves a channel of that name, as after a restart of the engine. */
    RecordingNotifier opened(String channel) {
        synchronized (lock) {
            destination = channel;
            closed = false;
        }
        return this;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /** Every try so far, in order. */
    public List<SentMessage> sent() {
        synchronized (lock) {
            return List.copyOf(sent);
        }
    }

    /** The messages of all tries so far, in order; a message that was tried twice is there twice. */
    public List<Message> messages() {
        return sent().stream().map(SentMessage::message).toList();
    }

    /**
     * Waits until so many tries were recorded, for an engine that sends on threads of its own.
     *
     * @return every try by then, in order
     * @throws AssertionError after 30 s, saying what was recorded
     */
    public List<SentMessage> awaitSent(int count) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        synchronized (lock) {
            while (sent.size() < count) {
                long left = deadline - System.nanoTime();
                if (left <= 0)
                    throw new AssertionError(count + " messages were expected within " + LONGEST_WAIT.toSeconds()
                            + " s and " + sent.size() + " came: " + sent);
                waitFor(left);
            }
            return List.copyOf(sent);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its caller loops
    private void waitFor(long nanos) {
        try {
            lock.wait(Math.max(1, nanos / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for messages", e);
        }
    }

    /** Destination and number of tries. */
    @Override
    public String toString() {
        return "recording " + destination("") + " (" + sent().size() + " sent)";
    }
}
