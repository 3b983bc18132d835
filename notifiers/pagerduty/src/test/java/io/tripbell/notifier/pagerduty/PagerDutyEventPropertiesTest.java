// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PagerDutyEventPropertiesTest {

    @Property(tries = 10)
    void everyEventIsJsonThatPagerDutyTakes(
            @ForAll("texts") String title,
            @ForAll("texts") String text,
            @ForAll @Size(max = 8) List<@From("texts") String> facts,
            @ForAll @IntRange(max = 40) int links,
            @ForAll @IntRange(min = 1, max = 40) int manyTimes) {
        Message.Builder message =
                Samples.failed("t" + title).text(text.repeat(manyTimes)).code(text.repeat(manyTimes));
        for (String fact : facts) message.fact(fact, fact.repeat(manyTimes));
        for (int i = 0; i < links; i++) message.link(text, "https://ops.example/" + "\u00e9".repeat(2_000) + i);

        byte[] body = new PagerDutyEvent(new EventFields(null, title, null))
                .encode(EventAction.TRIGGER, message.build(), "k", Samples.ROUTING_KEY);

        assertThat(body.length).isLessThanOrEqualTo(PagerDutyEvent.LARGEST_BYTES);
        Map<String, Object> payload = Samples.inner(Samples.json(body), "payload");
        assertThat((String) payload.get("summary")).hasSizeBetween(1, 1_024).doesNotContain("\n", "\r", "\t");
        assertThat(payload.get("source")).isEqualTo("flow-run/6f1c");
    }

    @Property(tries = 10)
    void evenThousandsOfLargeFactsFit(@ForAll @IntRange(min = 1, max = 2_000) int facts, @ForAll("texts") String text) {
        Message.Builder message = Samples.failed("failed");
        for (int i = 0; i < facts; i++) message.fact("f" + text + i, "v" + text + text);

        byte[] body = new PagerDutyEvent(new EventFields(null, "Tripbell", null))
                .encode(EventAction.TRIGGER, message.build(), "k", Samples.ROUTING_KEY);

        assertThat(body.length).isLessThanOrEqualTo(PagerDutyEvent.LARGEST_BYTES);
        assertThat(Samples.inner(Samples.inner(Samples.json(body), "payload"), "custom_details"))
                .containsKey("facts");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "x",
                "word ",
                "\r\n",
                "\"",
                "\\",
                "\u0001",
                "\u00e9",
                "\uFDFA",
                Samples.FAMILY,
                "\uD83D",
                "\u202e",
                "long".repeat(400));
        return parts.list().ofMaxSize(30).map(list -> String.join("", list));
    }
}
