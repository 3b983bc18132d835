// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notifier.twilio.SmsSize.Encoding;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsSizeTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "160, 1", "161, 2", "306, 2", "307, 3", "1600, 11"})
    void countsOneSegmentOf160AndSeveralOf153InGsm7(int length, int segments) {
        assertThat(SmsSize.of("x".repeat(length))).isEqualTo(new SmsSize(Encoding.GSM_7, length, segments));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "70, 1", "71, 2", "134, 2", "135, 3", "1600, 24"})
    void countsOneSegmentOf70AndSeveralOf67InUcs2(int length, int segments) {
        assertThat(SmsSize.of("\u2713".repeat(length))).isEqualTo(new SmsSize(Encoding.UCS_2, length, segments));
    }

    @Test
    void anEmptyTextIsOneSegment() {
        assertThat(SmsSize.of("")).isEqualTo(new SmsSize(Encoding.GSM_7, 0, 1));
    }

    @Test
    void countsBracketsAndTheEuroTwice() {
        assertThat(SmsSize.of("[]{}\\^~|\u20ac")).isEqualTo(new SmsSize(Encoding.GSM_7, 18, 1));
        assertThat(SmsSize.of("[".repeat(80)).segments()).isEqualTo(1);
        assertThat(SmsSize.of("[".repeat(81)).segments()).isEqualTo(2);
    }

    @Test
    void startsANewSegmentRatherThanSplitAnEscapedCharacter() {
        // 152 + 2 does not fit into 153, so that the second segment holds 2 + 152 and a third is needed.
        String text = "x".repeat(152) + "[" + "x".repeat(152);

        assertThat(SmsSize.of(text)).isEqualTo(new SmsSize(Encoding.GSM_7, 306, 3));
    }

    @Test
    void startsANewSegmentRatherThanSplitAnEmoji() {
        String text = "x".repeat(60) + Samples.FAMILY + "x".repeat(60);

        assertThat(SmsSize.of(text)).isEqualTo(new SmsSize(Encoding.UCS_2, 131, 3));
    }

    @Test
    void splitsWhatIsLongerThanASegment() {
        String pile = "e" + "\u0301".repeat(99);

        assertThat(SmsSize.of(pile)).isEqualTo(new SmsSize(Encoding.UCS_2, 100, 2));
    }

    @ParameterizedTest
    @CsvSource({"\u2026", "\u2019", "\u201c", "\u00ea", "\u0151", "`", "\u2014"})
    void oneCharacterOutsideGsm7TurnsTheWholeTextIntoUcs2(String one) {
        assertThat(SmsSize.of("x".repeat(159)).segments()).isEqualTo(1);
        assertThat(SmsSize.of("x".repeat(159) + one)).isEqualTo(new SmsSize(Encoding.UCS_2, 160, 3));
    }

    @Test
    void theAlphabetHas127CharactersAndTheExtension10() {
        // The table's 128th place is the escape itself; the form feed counts to the extension.
        long basic = IntStream.rangeClosed(0, 0xFFFF)
                .filter(c -> Gsm7.septets((char) c) == 1)
                .count();
        long extended = IntStream.rangeClosed(0, 0xFFFF)
                .filter(c -> Gsm7.septets((char) c) == 2)
                .count();

        assertThat(basic).isEqualTo(127);
        assertThat(extended).isEqualTo(10);
    }
}
