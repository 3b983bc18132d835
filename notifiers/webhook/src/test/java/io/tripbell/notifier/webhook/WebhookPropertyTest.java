// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any text. */
class WebhookPropertyTest {

    @Property(tries = 300)
    void anyTextIsEqualAfterDecoding(@ForAll("texts") String text) {
        Message message = Messages.message(MessageState.TRIGGERED, null, text);

        Map<String, Object> body =
                JsonTree.object(new MessageFormat().of(message, DELIVERY).body());

        assertThat(body.get("text")).isEqualTo(wellFormed(text));
    }

    @Property(tries = 300)
    void anyKeyIsOneCloudEventsHeaderThatDecodesToTheSubject(@ForAll("texts") String text) {
        Message message = Message.builder(
                        MessageState.TRIGGERED, "t", "k", Messages.origin(text.isEmpty() ? "-" : text, null))
                .build();

        Map<String, String> headers =
                CloudEvent.binary(null).of(message, DELIVERY).headers();
        Object subject = JsonTree.object(
                        CloudEvent.structured(null).of(message, DELIVERY).body())
                .get("subject");

        assertThat(headers.values()).allMatch(value -> value.matches("[!-~]+"));
        assertThat(URLDecoder.decode(headers.get("ce-subject").replace("+", "%2B"), UTF_8))
                .isEqualTo(subject);
    }

    @Property(tries = 300)
    void t28_noHeaderThatIsTakenCanEndItsLine(@ForAll("texts") String name, @ForAll("texts") String value) {
        Problems problems = new Problems();

        StaticHeaders.check(Map.of(name, value), problems);

        boolean harmless = name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") && value.matches("[\\t -~]*");
        if (!harmless) assertThat(problems.isEmpty()).isFalse();
        for (Problem problem : problems.all()) assertThat(problem.toString()).matches("[ -~]*");
    }

    @Property(tries = 300)
    void aSignatureIsOfExactlyTheBytesThatWereSigned(@ForAll byte[] body, @ForAll byte[] other) {
        SigningKey key = SigningKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String signature = key.sign(DELIVERY, "1614265330", body);

        assertThat(key.signed(signature, DELIVERY, "1614265330", other)).isEqualTo(Arrays.equals(body, other));
    }

    /** Any UTF-16 units, lone surrogates and control characters included. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> units = Arbitraries.oneOf(
                Arbitraries.chars(),
                Arbitraries.chars().range('\u0000', '\u007F'),
                Arbitraries.chars().range('\uD800', '\uDFFF'),
                Arbitraries.of('\r', '\n', ':', '"', '\\', '%', '\u2028', '\uFEFF'));
        return units.array(Character[].class).ofMaxSize(40).map(array -> {
            StringBuilder text = new StringBuilder();
            for (Character unit : array) text.append(unit);
            return text.toString();
        });
    }

    private static String wellFormed(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
