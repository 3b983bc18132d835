// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.util.List;
import java.util.regex.Pattern;

/** A message of any texts, and any answer. */
class SmsTextFuzzTest {
    private static final Pattern UNSENDABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

    @Fuzzed
    void isOneTextWithinWhatIsPaidForWithoutControlCharacters(byte[] bytes) {
        TwilioReply.parse(new Input(bytes).rest());
        Input input = new Input(bytes);
        int most = 1 + input.below(24);
        Message message = message(input);

        String body = new SmsText(most).of(message);

        assertThat(body.length()).isLessThanOrEqualTo(SmsText.LONGEST);
        assertThat(SmsSize.of(body).segments()).isLessThanOrEqualTo(most);
        assertThat(UNSENDABLE.matcher(body).find()).as(body).isFalse();
        assertThat(new SmsText(most).of(message)).isEqualTo(body);
    }

    private static Message message(Input input) {
        String title = input.text();
        Message.Builder message = Samples.message(
                        input.oneOf(List.of(MessageState.values())), title.isBlank() ? "failed" : title)
                .text(input.text().repeat(1 + input.below(40)));
        while (input.hasMore()) {
            String name = input.text();
            String value = input.text();
            if (Link.isLinkable(value)) message.link(name, value);
            else if (!name.isBlank()) message.fact(name, value);
        }
        return message.build();
    }
}
