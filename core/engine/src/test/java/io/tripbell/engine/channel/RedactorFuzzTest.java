// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** T41, T43. */
class RedactorFuzzTest {
    private static final HexFormat HEX = HexFormat.of();

    @Fuzzed
    void noSpellingOfASecretSurvivesAndASecondPassFindsNothing(byte[] bytes) {
        Input input = new Input(bytes);
        String secret = input.text();
        String spelled = spelled(secret, input.octet());
        String text = input.text() + spelled + input.text();
        boolean isSecret = secret.length() >= 8 && secret.indexOf('*') < 0 && !secret.contains("://");
        Redactor redactor = Redactor.of(List.of(secret));

        String clean = redactor.redact(text);

        if (isSecret) assertThat(clean).doesNotContain(spelled).contains(Redactor.MARK);
        if (isSecret) assertThat(redactor.finds(clean)).isFalse();
        if (secret.length() < 4) assertThat(clean).isEqualTo(text);
    }

    private static String spelled(String secret, int how) {
        return switch (how % 5) {
            case 1 -> URLEncoder.encode(secret, UTF_8);
            case 2 -> Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
            case 3 -> Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
            case 4 -> HEX.formatHex(secret.getBytes(UTF_8));
            default -> secret;
        };
    }
}
