// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notifier.twilio.SmsSize.Encoding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmsTextTest {
    private final SmsText text = new SmsText(50);

    @Test
    void saysTitleThenTextThenFactsThenTheFirstLink() {
        Message message = Samples.failed("nightly-etl failed")
                .text("connection refused")
                .fact("Flow", "nightly-etl")
                .fact("Run", "wise-owl")
                .link("Run", "https://ops.example/runs/1")
                .link("Flow", "https://ops.example/flows/1")
                .code("at io.example.Main")
                .build();

        assertThat(text.of(message))
                .isEqualTo("nightly-etl failed\nconnection refused\nFlow: nightly-etl\nRun: wise-owl\n"
                        + "https://ops.example/runs/1");
    }

    @Test
    void saysTheTitleAloneWhenThereIsNothingElse() {
        assertThat(text.of(Samples.failed("nightly-etl failed").build())).isEqualTo("nightly-etl failed");
    }

    @Test
    void leavesNoBlankLineWhereThereIsNoText() {
        assertThat(text.of(Samples.failed("failed").fact("Flow", "etl").build()))
                .isEqualTo("failed\nFlow: etl");
    }

    @Test
    void doesNotRepeatATextThatIsTheTitle() {
        assertThat(text.of(Samples.failed("it failed").text("it failed").build()))
                .isEqualTo("it failed");
    }

    @Test
    void marksATestAndAResolutionOnce() {
        assertThat(sent(MessageState.TEST, "hello")).isEqualTo("[TEST] hello");
        assertThat(sent(MessageState.TEST, "[Test] hello")).isEqualTo("[Test] hello");
        assertThat(sent(MessageState.RESOLVED, "etl failed")).isEqualTo("RESOLVED: etl failed");
        assertThat(sent(MessageState.RESOLVED, "Resolved: etl failed")).isEqualTo("Resolved: etl failed");
    }

    @Test
    @DisplayName("TW2: nothing is escaped; only controls and the right-to-left override are taken out")
    void keepsHostileTextAsItIs() {
        Message message = Samples.failed(Samples.EVIL).text(Samples.EVIL).build();

        String line = Samples.EVIL.replace("\r\n", " ").replace(" \u202e", "").replaceAll(" +Bcc", " Bcc");
        assertThat(text.of(message).lines().findFirst().orElseThrow().replaceAll(" +Bcc", " Bcc"))
                .isEqualTo(line);
        assertThat(text.of(message))
                .contains("<!channel> & <@U123> <https://evil.example|ops.example> \"q\" 'a' `c` *b* _i_")
                .contains("</b><script>alert(1)</script> \nBcc: x@evil.example {flow_name}")
                .doesNotContain("\r", "\u202e");
    }

    @Test
    void takesOutControlsAndHalvesOfPairs() {
        Message message = Samples.failed("a\u0000b\u0007c\u0085d")
                .text("e\tf\uD83Dg\u2028h\u001b[31m")
                .build();

        assertThat(text.of(message)).isEqualTo("a b c d\ne fg\nh[31m");
    }

    @Test
    @DisplayName("T23: 10 000 accents on one letter leave 8")
    void cutsPiledAccents() {
        Message message =
                Samples.failed("e" + "\u0301".repeat(10_000) + " failed").build();

        assertThat(text.of(message)).isEqualTo("e" + "\u0301".repeat(8) + " failed");
    }

    @Test
    @DisplayName("TW4: 1 700 characters of GSM-7 become at most 1 600 that end with three dots and stay GSM-7")
    void cutsALongTextWithThreeDots() {
        String body = text.of(Samples.failed("failed").text("x".repeat(1_700)).build());

        assertThat(body).hasSize(1_600).startsWith("failed\nxxx").endsWith("x...");
        assertThat(SmsSize.of(body).encoding()).isEqualTo(Encoding.GSM_7);
    }

    @Test
    @DisplayName("TW5: 400 families stay whole and within 1 600 UTF-16 units")
    void cutsBetweenWholeEmoji() {
        String body = text.of(Samples.failed(Samples.FAMILY.repeat(400)).build());

        assertThat(body.length()).isLessThanOrEqualTo(1_600);
        assertThat(body).isEqualTo(Samples.FAMILY.repeat(145) + "...");
    }

    @Test
    @DisplayName("TW6: with 2 segments at most 306 units, those of the extension table counted twice")
    void keepsToTheSegmentsThatArePaidFor() {
        String body = new SmsText(2).of(Samples.failed("[]{}\u20ac".repeat(100)).build());

        SmsSize size = SmsSize.of(body);
        assertThat(size.segments()).isEqualTo(2);
        assertThat(size.units()).isBetween(303, 306);
        assertThat(body).endsWith("...");
    }

    @Test
    void keepsTheLinkWholeAndCutsTheTextFirst() {
        String url = "https://ops.example/runs/" + "7".repeat(60);
        Message message = Samples.failed("nightly-etl failed")
                .text("y".repeat(500))
                .link("Run", url)
                .build();

        String body = new SmsText(1).of(message);

        assertThat(body)
                .startsWith("nightly-etl failed\nyyy")
                .endsWith("y...\n" + url)
                .hasSize(160);
    }

    @Test
    void cutsTheTitleWhenItAloneIsTooLongAndKeepsTheLink() {
        Message message = Samples.failed("z".repeat(400))
                .text("never seen")
                .link("Run", "https://ops.example/1")
                .build();

        String body = new SmsText(1).of(message);

        assertThat(body).endsWith("z...\nhttps://ops.example/1").hasSize(160).doesNotContain("never");
    }

    @Test
    void leavesOutALinkThatFitsNowhere() {
        Message message = Samples.failed("failed")
                .link("Run", "https://ops.example/" + "7".repeat(200))
                .build();

        assertThat(new SmsText(1).of(message)).isEqualTo("failed");
    }

    private String sent(MessageState state, String title) {
        return text.of(Samples.message(state, title).build());
    }
}
