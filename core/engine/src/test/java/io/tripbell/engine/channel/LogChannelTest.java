// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import io.tripbell.notify.SendResult.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class LogChannelTest {
    private final RecordingLogger log = new RecordingLogger();

    @Test
    void writesOneLineForAMessage() {
        Message message = Message.builder(MessageState.TRIGGERED, "ETL failed", "d", Tries.ORIGIN)
                .severity(Severity.CRITICAL)
                .text("connection refused")
                .fact("Flow", "nightly")
                .link("run", "https://ui/1")
                .build();

        assertThat(send(message)).isInstanceOf(Accepted.class);

        assertThat(log.lines)
                .containsExactly("WARN [triggered] critical ETL failed: connection refused"
                        + " {Flow=nightly, run=https://ui/1} (automation nightly, delivery d1)");
    }

    @Test
    void leavesOutWhatAMessageDoesNotHave() {
        send(Tries.message("ETL failed"));

        assertThat(log.lines).containsExactly("WARN [triggered] error ETL failed (automation nightly, delivery d1)");
    }

    @Test
    @DisplayName("T30: hostile text stays on one line of bounded length")
    void keepsHostileTextOnOneLine() {
        String hostile = "a\r\n2026 INFO forged\u001b[31m\u2028\u202e${jndi:ldap://x}\ud83d\ude00 {}";
        Message message = Message.builder(MessageState.RESOLVED, hostile, "d", Tries.ORIGIN)
                .text("x".repeat(1_000_000))
                .fact("name\n", hostile)
                .build();

        send(message);

        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.get(0))
                .contains(
                        "a\\u000d\\u000a2026 INFO forged\\u001b[31m\\u2028\\u202e\\u0024{jndi:ldap://x}\ud83d\ude00 {}")
                .doesNotContain("\n", "\r", "\u001b", "\u202e", "${")
                .hasSizeLessThan(1_000);
    }

    @Test
    @DisplayName("T30: a value has at most 200 characters in a log, and a cut shows")
    void cutsEachValueAtTwoHundredCharacters() {
        assertThat(LogLine.of("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(LogLine.of("x".repeat(201))).hasSize(200).endsWith("\u2026");
        assertThat(LogLine.of("x".repeat(1_000_000))).hasSize(200);
    }

    @Test
    void isOfferedToTheEngineBeforeItWrites() {
        AtomicInteger begun = new AtomicInteger();
        DeliveryAttempt attempt =
                new DeliveryAttempt(Tries.delivery(), Tries.terms(begun::incrementAndGet), noSecrets());

        new LogNotifier(log, Level.INFO).send(Tries.message("x"), attempt);

        assertThat(begun).hasValue(1);
        assertThat(log.lines).singleElement().asString().startsWith("INFO ");
    }

    @ParameterizedTest
    @CsvSource({"slak, slack", "emial, email", "pager-duty, pagerduty", "web-hook, webhook"})
    void guessesTheWordThatWasMeant(String typed, String meant) {
        assertThat(Spelling.nearest(typed, List.of("slack", "email", "pagerduty", "webhook", "log")))
                .hasValue(meant);
    }

    @Test
    void guessesNothingForAWordFromElsewhere() {
        assertThat(Spelling.nearest("carrier-pigeon", List.of("slack", "log"))).isEmpty();
        assertThat(Spelling.nearest("x", List.of("log"))).isEmpty();
    }

    private Object send(Message message) {
        return new LogNotifier(log, Level.WARN)
                .send(message, new DeliveryAttempt(Tries.delivery(), Tries.terms(), noSecrets()));
    }

    @SuppressWarnings("NullAway") // a log channel asks for no secret
    private static AttemptSecrets noSecrets() {
        return new AttemptSecrets(null);
    }

    private static final class RecordingLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        private final transient List<String> lines = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
            lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return RecordingLogger.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
