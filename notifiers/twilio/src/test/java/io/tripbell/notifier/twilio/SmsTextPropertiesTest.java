// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SmsTextPropertiesTest {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    @Property(tries = 300)
    void neverExceedsWhatIsPaidForNorWhatTwilioTakes(
            @ForAll("texts") String title,
            @ForAll("texts") String details,
            @ForAll @IntRange(min = 1, max = 24) int most) {
        String body = new SmsText(most).of(message(title, details));

        assertThat(body.length()).isBetween(1, SmsText.LONGEST);
        assertThat(SmsSize.of(body).segments()).isLessThanOrEqualTo(most);
    }

    @Property(tries = 300)
    void everyGraphemeOfTheBodyIsOneOfTheWholeText(
            @ForAll("texts") String details, @ForAll @IntRange(min = 1, max = 3) int most) {
        List<String> whole = graphemes(new SmsText(50).of(message("t", details)));
        String body = new SmsText(most).of(message("t", details));

        boolean cut = body.endsWith("...");
        List<String> shown = graphemes(cut ? body.substring(0, body.length() - 3) : body);
        assertThat(whole.subList(0, Math.min(shown.size(), whole.size()))).startsWith(shown.toArray(String[]::new));
    }

    @Property(tries = 300)
    void aTextInGsm7StaysInGsm7(@ForAll("gsm7") String details, @ForAll @IntRange(min = 1, max = 12) int most) {
        String body = new SmsText(most).of(message("failed", details));

        assertThat(SmsSize.of(body).encoding()).isEqualTo(SmsSize.Encoding.GSM_7);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "x",
                "word ",
                "\n",
                "[",
                "{",
                "\u20ac",
                "\u2713",
                "e\u0301",
                "\u00e9",
                Samples.FAMILY,
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\u202e",
                "\uD83C\uDDE9\uD83C\uDDEA",
                "\uD83D",
                "\u0007",
                "long".repeat(40));
        return parts.list().ofMaxSize(120).map(list -> "t" + String.join("", list));
    }

    @Provide
    Arbitrary<String> gsm7() {
        Arbitrary<String> parts =
                Arbitraries.of("x", "word ", "\n", "[", "{}", "\u20ac", "\u00e9", "\u0394", "long".repeat(40));
        return parts.list().ofMaxSize(120).map(list -> String.join("", list));
    }

    private static Message message(String title, String details) {
        return Samples.failed(title).text(details).build();
    }

    private static List<String> graphemes(String text) {
        return new ArrayList<>(
                GRAPHEME.matcher(text).results().map(MatchResult::group).collect(Collectors.toList()));
    }
}
