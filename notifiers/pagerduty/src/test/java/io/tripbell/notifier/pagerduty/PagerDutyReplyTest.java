// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyReplyTest {

    @Test
    void readsWhatASuccessSays() {
        PagerDutyReply reply = PagerDutyReply.parse(
                "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"k\",\"more\":{\"a\":[1]}}");

        assertThat(reply).isEqualTo(new PagerDutyReply("Event processed", "k", List.of()));
        assertThat(reply.explained()).isEqualTo("Event processed");
    }

    @Test
    void readsWhatARefusalSays() {
        PagerDutyReply reply = PagerDutyReply.parse(
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\","
                        + "\"errors\":[\"Length of 'routing_key' is incorrect\",{\"odd\":1},\"'severity' is invalid\"]}");

        assertThat(reply.explained())
                .isEqualTo("Event object is invalid: Length of 'routing_key' is incorrect; 'severity' is invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "[]",
                "null",
                "<html>",
                "{\"message\":",
                "{\"dedup_key\":null}",
                "{\"errors\":\"x\"}",
                "\u0000"
            })
    void readsNothingFromWhatIsNoAnswer(String body) {
        assertThat(PagerDutyReply.parse(body)).isEqualTo(new PagerDutyReply("", "", List.of()));
    }

    @Test
    void keepsWhatCameBeforeTheBodyBroke() {
        assertThat(PagerDutyReply.parse("{\"dedup_key\":\"k\",\"mess").dedupKey())
                .isEqualTo("k");
    }
}
