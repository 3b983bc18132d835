// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static io.tripbell.notifier.webhook.Messages.EVIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The body of the founding product's webhook. */
class PrefectEventTest {
    private static final PrefectEvent FORMAT = new PrefectEvent();

    @Test
    void writesTheChangeOfARunAsTheFoundingProductDid() {
        Content content = FORMAT.of(Messages.failed(), DELIVERY);

        assertThat(content.type()).isEqualTo("application/json; charset=utf-8");
        assertThat(content.headers()).containsExactly(Map.entry("X-PREFECT-EVENT-ID", "evt-1"));
        assertThat(JsonTree.text(content.body()))
                .isEqualTo("{\"event\":{\"id\":\"evt-1\",\"timestamp\":\"2026-11-21T02:00:03.000000+00:00\","
                        + "\"type\":\"FlowRunStateChange\","
                        + "\"flow_run\":{\"id\":\"6f1c\",\"name\":\"quick-otter\",\"flow_id\":\"nightly-etl\"},"
                        + "\"state\":{\"version\":1,\"state\":\"Failed\","
                        + "\"serialized_state\":{\"type\":\"Failed\",\"message\":\"connection refused\"}},"
                        + "\"flow\":{\"id\":\"nightly-etl\",\"name\":\"nightly-etl\",\"version_group_id\":\"nightly-etl\"},"
                        + "\"tenant\":{\"id\":null,\"slug\":\"default\"},\"is_test_event\":false}}");
    }

    @Test
    void tellsTheFlowsIdFromItsName() {
        FlowRun run = FlowRun.of("6f1c", "nightly-etl").flowId("0a1b");
        Event event =
                FlowRunEvents.entered(run, "Success").id("e").at(Messages.NOW).build();

        Map<?, ?> body = event(Messages.message(MessageState.RESOLVED, event, ""));

        assertThat(body.get("flow")).isEqualTo(Map.of("id", "0a1b", "name", "nightly-etl", "version_group_id", "0a1b"));
        assertThat((Map<?, ?>) body.get("flow_run")).extracting("flow_id").isEqualTo("0a1b");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, Failed",
        "Success, Success",
        "completed, Success",
        "TIMED_OUT, TimedOut",
        "TriggerFailed, TriggerFailed",
        "Validation Failed, ValidationFailed",
        "cancelled, Cancelled",
        "quarantined, Quarantined"
    })
    void namesStatesByTheirClass(String given, String name) {
        Map<?, ?> body = event(Messages.message(
                MessageState.TRIGGERED, Messages.run(given, "x").build(), ""));

        assertThat((Map<?, ?>) body.get("state")).extracting("state").isEqualTo(name);
    }

    @Test
    void aTestWithoutARunIsTheSampleOfTheFoundingProduct() {
        Content content = FORMAT.of(Messages.message(MessageState.TEST, null, "a test"), DELIVERY);
        Map<?, ?> body = (Map<?, ?>) JsonTree.object(content.body()).get("event");

        assertThat(content.headers()).containsEntry("X-PREFECT-EVENT-ID", DELIVERY);
        assertThat(body.get("is_test_event")).isEqualTo(true);
        assertThat(body.get("id")).isEqualTo(DELIVERY);
        assertThat(body.get("type")).isEqualTo("FlowRunStateChange");
        assertThat(body.get("flow_run")).isEqualTo(Map.of("id", DELIVERY, "name", "test-run", "flow_id", DELIVERY));
        assertThat((Map<?, ?>) body.get("flow")).extracting("name").isEqualTo("Cloud Hook Test Flow");
        assertThat((Map<?, ?>) body.get("tenant")).extracting("slug").isEqualTo("test-slug");
        assertThat((Map<?, ?>) body.get("state")).extracting("state").isEqualTo("Success");
        assertThat((Map<?, ?>) body.get("state"))
                .extracting("serialized_state")
                .isEqualTo(Map.of("type", "Success", "message", "Test success state"));
    }

    @Test
    void aFlowWithoutANameIsCalledByItsId() {
        Event run = Event.builder("flow-run.failed")
                .resource("flow-run/6f1c")
                .related("flow", "0a1b")
                .occurredAt(Messages.NOW)
                .build();

        Map<?, ?> body = event(Messages.message(MessageState.TRIGGERED, run, ""));

        assertThat(body.get("flow")).isEqualTo(Map.of("id", "0a1b", "name", "0a1b", "version_group_id", "0a1b"));
        assertThat((Map<?, ?>) body.get("flow_run")).extracting("name").isEqualTo("6f1c");
    }

    @Test
    void aTestWithARunIsMarkedToo() {
        Event run = Messages.run("failed", "x").build();

        Map<?, ?> body = event(Messages.message(MessageState.TEST, run, ""));

        assertThat(body.get("is_test_event")).isEqualTo(true);
        assertThat((Map<?, ?>) body.get("flow_run")).extracting("name").isEqualTo("quick-otter");
    }

    @Test
    void whatHasNoRunKeepsTheFrameAndSaysItInWords() {
        Event event = AgentEvents.unhealthy("w1", "default", Messages.NOW);

        Map<?, ?> body = event(Messages.message(MessageState.TRIGGERED, event, "no agent for 5 min"));

        assertThat(body.get("type")).isEqualTo("agent.unhealthy");
        assertThat(body.get("message")).isEqualTo("nightly-etl failed\nno agent for 5 min");
        for (String part : List.of("flow_run", "state", "flow")) {
            assertThat(body.containsKey(part)).as(part).isTrue();
            assertThat(body.get(part)).as(part).isNull();
        }
        assertThat((Map<?, ?>) body.get("tenant")).extracting("slug").isEqualTo("default");
    }

    @Test
    void whatTheClockMadeIsNamedByTheDelivery() {
        Content content = FORMAT.of(Messages.message(MessageState.TRIGGERED, null, ""), DELIVERY);
        Map<?, ?> body = (Map<?, ?>) JsonTree.object(content.body()).get("event");

        assertThat(content.headers()).containsEntry("X-PREFECT-EVENT-ID", DELIVERY);
        assertThat(body.get("type")).isEqualTo("tripbell.message");
        assertThat(OffsetDateTime.parse((String) body.get("timestamp")).toInstant())
                .isEqualTo(Messages.NOW.minusSeconds(1));
    }

    @Test
    void hostileNamesAreEqualAfterDecoding() {
        Map<?, ?> body = event(Messages.evil());

        assertThat((Map<?, ?>) body.get("flow_run")).extracting("name").isEqualTo(EVIL);
        assertThat((Map<?, ?>) body.get("flow")).extracting("name").isEqualTo(EVIL);
        assertThat((Map<?, ?>) body.get("state"))
                .extracting("serialized_state")
                .isEqualTo(Map.of("type", "Failed", "message", EVIL));
    }

    @Test
    void t28_anEventIdOfOddCharactersIsOneHeaderValue() {
        Event event = Messages.run("failed", "x").id("run \u00E9 7").build();

        Content content = FORMAT.of(Messages.message(MessageState.TRIGGERED, event, ""), DELIVERY);

        assertThat(content.headers()).containsEntry("X-PREFECT-EVENT-ID", "run%20%C3%A9%207");
    }

    @Test
    void aStateMessageThatIsTooLongIsCut() {
        Content content = FORMAT.of(Messages.failed("\"".repeat(150_000)), DELIVERY);

        assertThat(content.body().length).isLessThan(Content.LARGEST);
        assertThat(JsonTree.text(content.body())).contains("\\\"\u2026\"");
    }

    private static Map<?, ?> event(Message message) {
        return (Map<?, ?>) JsonTree.object(FORMAT.of(message, DELIVERY).body()).get("event");
    }
}
