// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** T22: a message of any texts. */
class SlackJsonFuzzTest {
    private static final Pattern LIVE = Pattern.compile("<(?!(https?|mailto):[^|<>]*[|>])", Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&(?!amp;|lt;|gt;)");

    @Fuzzed
    void isJsonWithinSlacksLimitsInWhichNoTextIsMarkup(byte[] bytes) {
        SlackJson.answer(new Input(bytes).rest());

        Payload payload = Payload.of(message(new Input(bytes)));

        assertThat(payload.blocks()).hasSizeBetween(2, SlackLimits.BLOCKS);
        assertThat(payload.text()).isNotBlank().hasSizeLessThanOrEqualTo(SlackLimits.TEXT);
        assertThat(payload.header()).hasSizeLessThanOrEqualTo(SlackLimits.HEADER);
        int sum = 0;
        for (Map<String, Object> text : payload.texts()) {
            String words = (String) text.get("text");
            assertThat(words).isNotBlank().hasSizeLessThanOrEqualTo(SlackLimits.SECTION);
            sum += words.length();
        }
        assertThat(sum).isLessThanOrEqualTo(SlackLimits.ALL_BLOCKS);
        for (String text : payload.markup()) {
            assertThat(LIVE.matcher(text).find()).as(text).isFalse();
            assertThat(BROKEN_ENTITY.matcher(text).find()).as(text).isFalse();
        }
    }

    private static Message message(Input input) {
        String title = input.text();
        Message.Builder message = Samples.message(
                        input.oneOf(List.of(MessageState.values())), title.isBlank() ? "failed" : title)
                .text(input.text().repeat(1 + input.below(200)))
                .code(input.text());
        while (input.hasMore()) {
            String name = input.text();
            String value = input.text();
            if (Link.isLinkable(value)) message.link(name, value).action(name, value);
            else if (!name.isBlank()) message.fact(name, value);
        }
        return message.build();
    }
}
