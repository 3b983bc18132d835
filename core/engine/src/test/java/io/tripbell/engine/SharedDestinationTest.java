// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Pacing;
import io.tripbell.event.EventFilter;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedDestinationTest {
    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void takesThePermitsOfChannelsBehindOneLimitKeyFromOneBucketR15() {
        ScriptedChannel fast = ScriptedChannel.create().at("account").pacing(Pacing.perSecond(100));
        ScriptedChannel slow = ScriptedChannel.create().at("account").pacing(Pacing.perSecond(1));
        AutomationEngine engine = stepped.start(stepped.builder()
                .channel("fast", fast)
                .channel("slow", slow)
                .automation(Automation.named("both")
                        .when(Triggers.on(EventFilter.type("tick")))
                        .then(send("fast"))
                        .then(send("slow"))));
        for (int i = 0; i < 5; i++) engine.onEvent(stepped.event("tick", "r" + i));

        stepped.time.advance(Duration.ofSeconds(4));
        int afterFourSeconds = fast.sent.size() + slow.sent.size();
        stepped.time.advance(Duration.ofSeconds(5));

        assertThat(afterFourSeconds).isEqualTo(5);
        assertThat(fast.sent).hasSize(5);
        assertThat(slow.sent).hasSize(5);
    }
}
