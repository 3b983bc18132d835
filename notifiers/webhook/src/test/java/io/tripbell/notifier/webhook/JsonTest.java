// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies to the last byte that fits, and values at the edge of their kind. */
class JsonTest {
    @Test
    void aDocumentHasAsManyBytesAsItMayHoweverManyCharactersTheyAre() {
        assertThat(Json.bytes(6, json -> json.writeString("\u00e9\u00e9")))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo("\"\u00e9\u00e9\"".getBytes(UTF_8)));
        assertThat(Json.bytes(5, json -> json.writeString("\u00e9\u00e9"))).isEmpty();
        assertThat(Json.bytes(5, json -> json.writeString("aaaa"))).isEmpty();
    }

    @Test
    void aDocumentThatIsWrittenInPiecesIsWholeWhereverTheyEnd() {
        for (int before = 3_990; before < 4_010; before++) {
            String text = "x".repeat(before) + "\uD83D\uDE00".repeat(4_000) + "\uD83D";

            assertThat(Json.bytes(100_000, json -> json.writeString(text)))
                    .hasValueSatisfying(bytes -> assertThat(bytes)
                            .asString(UTF_8)
                            .isEqualTo('"' + text.substring(0, text.length() - 1) + "\uFFFD\""));
        }
    }

    @Test
    void aNumberOfAnySizeKeepsItsDigits() {
        BigInteger large = new BigInteger("123456789012345678901234567890");

        assertThat(Json.bytes(100, json -> Json.value(json, large)))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo(large.toString()));
    }

    @Test
    void aBodyOfTheHostsOwnMayHave256KiB() {
        OwnBody format = new OwnBody("text/plain");
        Message full = Messages.failed().withRendered(Map.of("body", "x".repeat(Content.LARGEST)));
        Message more = Messages.failed().withRendered(Map.of("body", "x".repeat(Content.LARGEST + 1)));

        assertThat(format.of(full, DELIVERY).body()).hasSize(Content.LARGEST);
        assertThatExceptionOfType(UnsendableException.class).isThrownBy(() -> format.of(more, DELIVERY));
    }

    @Test
    void whatIsWrongWithATemplateStandsBelowTheTextIfThereIsAny() {
        Message silent = Messages.message(MessageState.TRIGGERED, null, "").withRendered(Map.of("body", "{"));
        Message saying = Messages.message(MessageState.TRIGGERED, null, "late").withRendered(Map.of("body", "{"));

        assertThat(textOf(silent)).startsWith("template failed: ");
        assertThat(textOf(saying)).startsWith("late\n\ntemplate failed: ");
    }

    @Test
    void theShortestFormLeavesOutAddressesOfMoreThan1000Characters() {
        String longest = "https://ops.example/" + "x".repeat(980);
        Message message = Message.builder(MessageState.TRIGGERED, "t", "k", Messages.origin(null))
                .link("fits", longest)
                .link("does not", longest + "x")
                .build();

        assertThat(Excerpt.shortest(message).message().links()).containsExactly(new Link("fits", longest));
    }

    @ParameterizedTest
    @CsvSource({
        "0x1F,   true",
        "0x20,   false",
        "0x7E,   false",
        "0x7F,   true",
        "0x9F,   true",
        "0xA0,   false",
        "0xD7FF, false",
        "0xD800, true",
        "0xDFFF, true",
        "0xE000, false",
        "0xFDCF, false",
        "0xFDD0, true",
        "0xFDEF, true",
        "0xFDF0, false",
        "0xFFFD, false",
        "0xFFFE, true",
        "0x1FFFF, true",
        "0x1F600, false"
    })
    void subjectsHoldNoCharacterThatCloudEventsExclude(int character, boolean excluded) {
        String key = "a" + Character.toString(character) + "b";
        Message message = Message.builder(MessageState.TRIGGERED, "t", "k", Messages.origin(key, null))
                .build();

        Content content = CloudEvent.structured(null).of(message, DELIVERY);

        assertThat(JsonTree.object(content.body()).get("subject")).isEqualTo(excluded ? "a\uFFFDb" : key);
    }

    @Test
    void headerValuesAreEncodedFromTheFirstCharacterThatIsNotPrintable() {
        assertThat(CloudEvent.percentEncoded("!~ \u007f\"%")).isEqualTo("!~%20%7F%22%25");
    }

    private static String textOf(Message message) {
        Content content = new OwnBody(Content.JSON).of(message, DELIVERY);
        return (String) JsonTree.object(content.body()).get("text");
    }
}
