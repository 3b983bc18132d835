// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.notifier.slack.Samples.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** SL6: what fits to the last character is sent whole, and one more is not. */
class RoomTest {
    private static final String OPS = "https://ops.example/";

    @Test
    void blocksTakeTheRoomOfTheirTextsAndNoMore() {
        Block header = new Block.Header(words(5));
        Block fields = new Block.Fields(List.of(words(2), words(3)));
        Budget exact = new Budget(10, 2);

        assertThat(header.size()).isEqualTo(5);
        assertThat(fields.size()).isEqualTo(5);
        assertThat(exact.take(header)).isPresent();
        assertThat(exact.take(fields)).isPresent();
        assertThat(new Budget(4, 2).take(header)).isEmpty();
    }

    @Test
    void thereAreNoMoreBlocksThanMayBe() {
        Budget one = new Budget(100, 1);

        assertThat(one.take(new Block.Section(words(5)))).isPresent();
        assertThat(one.take(new Block.Section(words(5)))).isEmpty();
    }

    @Test
    void aFactIsCutToTheRoomThatItsNameLeaves() {
        List<Fact> facts = List.of(new Fact("n".repeat(10), "v".repeat(100)));

        assertThat(FactTable.of(facts, new Budget(60, 9)))
                .singleElement()
                .isEqualTo(new Block.Fields(
                        List.of(TextObject.markup("*" + "n".repeat(10) + "*"), text("v".repeat(27) + "\u2026"))));
    }

    @Test
    void aFactOfWhichTwentyCharactersFitIsSentAndOneOfLessIsCounted() {
        List<Fact> facts = List.of(new Fact("n".repeat(10), "v".repeat(100)));

        assertThat(FactTable.of(facts, new Budget(52, 9))).singleElement().isInstanceOf(Block.Fields.class);
        assertThat(FactTable.of(facts, new Budget(51, 9)))
                .containsExactly(new Block.Context(TextObject.plain("+1 more", 20)));
    }

    @Test
    void fiveFactsFillOneBlock() {
        Message.Builder builder = message("t");
        for (int i = 0; i < 5; i++) builder.fact("Fact " + i, "value");

        Payload payload = Payload.of(builder.build());

        assertThat(payload.blocks())
                .extracting(block -> block.get("type"))
                .containsExactly("header", "section", "context");
    }

    @Test
    void linksFillOneSection() {
        String first = OPS + "a".repeat(1_480);
        String second = OPS + "b".repeat(1_471);

        Payload full =
                Payload.of(message("t").link("x", first).link("y", second).build());
        Payload more =
                Payload.of(message("t").link("x", first).link("y", second + "b").build());

        assertThat(full.markup()).contains("<" + first + "|x>\n<" + second + "|y>");
        assertThat(more.markup()).contains("<" + first + "|x>");
    }

    @Test
    void theWordsHoldAsManyLinksAsTheyMay() {
        String first = OPS + "a".repeat(730);
        String second = OPS + "b".repeat(721);

        assertThat(Payload.of(message("t").link("x", first).link("y", second).build())
                        .text())
                .isEqualTo("t\n<" + first + "|x>\n<" + second + "|y>");
        assertThat(Payload.of(message("t")
                                .link("x", first)
                                .link("y", second + "b")
                                .build())
                        .text())
                .isEqualTo("t\n<" + first + "|x>");
    }

    @Test
    void factsWithoutAValueLeaveNoBlankLineInTheWords() {
        Message message =
                message("t").fact("a", "1").fact("b", " ").fact("c", "2").build();

        assertThat(Payload.of(message).text()).isEqualTo("t\na: 1\nc: 2");
    }

    @Test
    void aButtonLeadsToAnAddressOf3000CharactersAndLongerOnesAreLinks() {
        String longest = OPS + "x".repeat(3_000 - OPS.length());

        assertThat(Block.Buttons.canHold(new Link("x", longest))).isTrue();
        assertThat(Block.Buttons.canHold(new Link("x", longest + "x"))).isFalse();
    }

    @Test
    void buttonsShare2000Characters() {
        Message.Builder full = message("t").action("a", address(999)).action("b", address(999));
        Message.Builder cut = message("t").action("a", address(999)).action("b", address(1_000));

        assertThat(buttons(full.build())).isEqualTo(2);
        assertThat(buttons(full.action("c", OPS).build())).isEqualTo(2);
        assertThat(buttons(cut.build())).isEqualTo(1);
    }

    @Test
    void thereAreAtMost25Buttons() {
        Message.Builder builder = message("t");
        for (int i = 0; i < 26; i++) builder.action("b" + i, OPS + i);

        assertThat(buttons(builder.build())).isEqualTo(25);
    }

    @Test
    void theAddressStandsBeforeTheMessage() {
        byte[] body = new SlackJson(Optional.empty()).body(message("t").build(), Map.of("channel", "C024BE91L"));

        assertThat(new String(body, UTF_8)).startsWith("{\"channel\":\"C024BE91L\",\"text\":\"t\",\"blocks\":[");
    }

    @Test
    void ofAnAnswerThePlainValuesAreRead() {
        assertThat(SlackJson.answer("{\"ok\":true,\"ts\":\"17.2\",\"message\":{\"ts\":\"9\",\"a\":[1]},\"n\":null}"))
                .contains(Map.of("ok", "true", "ts", "17.2", "n", "null"));
        assertThat(SlackJson.answer("[]")).isEmpty();
        assertThat(SlackJson.answer("{\"ok\":")).isEmpty();
    }

    @SuppressWarnings("unchecked") // as Slack lays it out
    private static int buttons(Message message) {
        return ((List<Object>) Payload.of(message).blocks("actions").get(0).get("elements")).size();
    }

    private static String address(int length) {
        return OPS + "x".repeat(length - OPS.length());
    }

    private static TextObject words(int length) {
        return text("w".repeat(length));
    }

    private static TextObject text(String text) {
        return TextObject.plain(text, 3_000);
    }
}
