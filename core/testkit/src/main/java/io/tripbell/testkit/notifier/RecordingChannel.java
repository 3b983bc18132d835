// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.delivery.Pacing;
import io.tripbell.message.Message;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;

/**
 * A channel for a host's tests: configured like any other, it records what it is asked to send and answers by a script.
 *
 * <pre>{@code
 * RecordingChannel ops = RecordingChannel.create();
 * AutomationEngine engine = AutomationEngine.builder().channel("ops", ops)...start();
 * engine.onEvent(failed);
 * assertThat(ops.notifier().awaitSent(1).get(0).message().title()).contains("nightly-etl");
 * }</pre>
 *
 * <p>Every notifier an engine makes of it is the same {@link #notifier()}, so that a restart goes on recording. It is not paced; its
 * retry schedule is that of a generic webhook unless {@link #retry} says otherwise. Configure it before the engine starts;
 * the recording is thread-safe.
 */
public final class RecordingChannel extends NotifierConfig<RecordingChannel> {
    /** The type of notifier. */
    public static final String TYPE = "recording";

    private final RecordingNotifier notifier;

    private RecordingChannel(Recorder recorder) {
        super(recorder);
        this.notifier = recorder.notifier;
    }

    /**
     * A channel without a life cycle that accepts everything.
     *
     * @param recipients none for a channel without; else each gets a delivery of its own
     */
    public static RecordingChannel create(String... recipients) {
        return create(LifeCycle.NONE, recipients);
    }

    /** As {@link #create(String...)}, with a life cycle, such as {@link LifeCycle#RESOLVES} for a paging service. */
    public static RecordingChannel create(LifeCycle lifeCycle, String... recipients) {
        NotifierDescriptor descriptor = NotifierDescriptor.of(TYPE, "Recording")
                .lifeCycle(lifeCycle)
                .pacing(new Pacing(1_000_000, Duration.ofSeconds(1), 1_000_000, 256))
                .build();
        return of(descriptor, recipients);
    }

    /** A channel that answers to any descriptor, such as that of the service it stands for. Its fields must be optional. */
    public static RecordingChannel of(NotifierDescriptor descriptor, String... recipients) {
        return new RecordingChannel(new Recorder(descriptor, new RecordingNotifier(descriptor.type(), recipients)));
    }

    /** What records: where a test reads what was sent and scripts the answers. */
    public RecordingNotifier notifier() {
        return notifier;
    }

    /** Adds answers to the script; see {@link RecordingNotifier#next}. */
    public RecordingChannel next(SendResult... results) {
        notifier.next(results);
        return this;
    }

    /** Every try so far, in order. */
    public List<SentMessage> sent() {
        return notifier.sent();
    }

    /** The messages of all tries so far, in order. */
    public List<Message> messages() {
        return notifier.messages();
    }

    /** Makes the one notifier of a channel. */
    private record Recorder(NotifierDescriptor descriptor, RecordingNotifier notifier) implements NotifierProvider {
        @Override
        public Notifier create(NotifierSettings settings, NotifierContext context) {
            return notifier.opened(descriptor.type() + " " + context.channel());
        }
    }
}
