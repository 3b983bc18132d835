// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.message.MessageState;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The message by which a channel is tried. */
class TestMessageTest extends EnginesOfRuns {
    @Test
    void testsAChannelWithAMarkedMessage() {
        ops.answering(
                SendResult.rejected("HTTP_404", "no_service", new Exchange("POST https://x/T***", "404 no_service")));
        AutomationEngine engine = start(builder());

        List<TestReport> reports = engine.test("ops");

        assertThat(ops.sent.get(0).message().state()).isEqualTo(MessageState.TEST);
        assertThat(reports)
                .containsExactly(new TestReport(
                        "ops",
                        "",
                        TestReport.Verdict.REJECTED,
                        "POST https://x/T***",
                        "404 no_service",
                        "HTTP_404: no_service"));
        assertThatThrownBy(() -> engine.test("nope"))
                .hasMessageContaining("there is no channel 'nope'; the engine has [ops, pager]");
    }

    @Test
    void testsAChannelTenTimesAMinuteAtMostT16() {
        AutomationEngine engine = start(builder());
        for (int i = 0; i < 10; i++) assertThat(engine.test("ops")).allMatch(TestReport::delivered);

        assertThat(engine.test("ops"))
                .singleElement()
                .matches(report -> report.detail().startsWith("TEST_TOO_OFTEN"));
        assertThat(engine.test("pager")).allMatch(TestReport::delivered);

        time.advance(Duration.ofMinutes(1));
        assertThat(engine.test("ops")).allMatch(TestReport::delivered);
    }
}
