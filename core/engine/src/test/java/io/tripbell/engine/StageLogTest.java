// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** What goes wrong over and over must not fill a log. */
class StageLogTest {
    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    private final List<String> warnings = new ArrayList<>();
    private final StageLog log = new StageLog(new Warnings(warnings));

    @Test
    void warnsOfTheFirstSecondFourthAndEighthRefusal() {
        Delivery delivery = delivery();

        for (int i = 0; i < 8; i++) log.onRefused(delivery, "QUEUE_FULL");

        assertThat(warnings).hasSize(4).allMatch(line -> line.contains("QUEUE_FULL"));
        assertThat(warnings.get(3)).endsWith("(refusal 8 of this automation)");
    }

    @Test
    void countsTheFailuresOfEachAutomationByItself() {
        for (int i = 0; i < 5; i++) log.onEvaluationFailed("often", "k", "it threw");
        log.onEvaluationFailed("once", "k", "it threw");

        assertThat(warnings).hasSize(4);
        assertThat(warnings.get(3)).contains("automation once ").endsWith("(failure 1 of this automation)");
    }

    private Delivery delivery() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(SteppedEngine.disk()));
        String id = engine.onEvent(stepped.full("a")).deliveries().get(0);
        return engine.delivery(id).orElseThrow();
    }

    /** Keeps what is said at WARN. */
    private static final class Warnings extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        private final transient List<String> lines;

        Warnings(List<String> lines) {
            this.lines = lines;
            this.name = "warnings";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            if (level == Level.WARN) lines.add(MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
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
