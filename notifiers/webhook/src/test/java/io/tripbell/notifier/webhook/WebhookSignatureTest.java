// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T45: what a receiver can rely on. */
class WebhookSignatureTest {
    // The example of the specification, Standard Webhooks 1.0, "Signature scheme".
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void acceptsTheExampleOfTheStandard() {
        assertThat(SigningKey.of(SECRET).sign(ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
        assertThat(verified(ID, TIMESTAMP, SIGNATURE, BODY, SENT)).isTrue();
    }

    @Test
    void acceptsTheRightOneOfSeveralSignatures() {
        String several = "v1a,abc v1,AAAA " + SIGNATURE;

        assertThat(verified(ID, TIMESTAMP, several, BODY, SENT)).isTrue();
    }

    @ParameterizedTest
    @DisplayName(
            "T45: what the standard's own test suites say of signatures that are wrong, unfinished or of another version")
    @ValueSource(
            strings = {
                "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=",
                "v1,",
                "v1",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void refusesASignatureThatIsNone(String wrong) {
        assertThat(verified(ID, TIMESTAMP, wrong, BODY, SENT)).isFalse();
        assertThat(verified(ID, TIMESTAMP, wrong + " " + SIGNATURE + " " + wrong, BODY, SENT))
                .isTrue();
    }

    @Test
    void refusesAChangedByte() {
        byte[] changed = BODY.clone();
        changed[3] ^= 1;

        assertThat(verified(ID, TIMESTAMP, SIGNATURE, changed, SENT)).isFalse();
        assertThat(verified(ID + "x", TIMESTAMP, SIGNATURE, BODY, SENT)).isFalse();
        assertThat(verified(ID, "1614265331", SIGNATURE, BODY, SENT)).isFalse();
        assertThat(verified(ID, TIMESTAMP, SIGNATURE.replace("g0", "g1"), BODY, SENT))
                .isFalse();
    }

    @Test
    void refusesWhatIsMoreThanFiveMinutesOldOrEarly() {
        assertThat(verified(ID, TIMESTAMP, SIGNATURE, BODY, SENT.plusSeconds(300)))
                .isTrue();
        assertThat(verified(ID, TIMESTAMP, SIGNATURE, BODY, SENT.plusSeconds(301)))
                .isFalse();
        assertThat(verified(ID, TIMESTAMP, SIGNATURE, BODY, SENT.minusSeconds(300)))
                .isTrue();
        assertThat(verified(ID, TIMESTAMP, SIGNATURE, BODY, SENT.minusSeconds(301)))
                .isFalse();
    }

    @Test
    void refusesARequestWithoutOneOfTheHeaders() {
        assertThat(verified(null, TIMESTAMP, SIGNATURE, BODY, SENT)).isFalse();
        assertThat(verified(ID, null, SIGNATURE, BODY, SENT)).isFalse();
        assertThat(verified(ID, TIMESTAMP, null, BODY, SENT)).isFalse();
        assertThat(verified(ID, TIMESTAMP, "", BODY, SENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1614265330", "+1614265330", "1614265330.0", "\u0661\u0666", "99999999999999999999"
            })
    void refusesATimestampThatIsNoNumberOfSeconds(String timestamp) {
        String signature = SigningKey.of(SECRET).sign(ID, timestamp, BODY);

        assertThat(verified(ID, timestamp, signature, BODY, SENT)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("T45: keys of the wrong kind, too short, too long or not base64 are refused, and not shown")
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_not*base64*at*all*but*long*enough***"
            })
    void refusesASecretThatIsNoSigningKey(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(secret))
                .withMessage("must be whsec_ and 24 to 64 bytes in base64")
                .withNoCause();
    }

    @Test
    void takesKeysOf24To64Bytes() {
        assertThat(SigningKey.of(keyOf(24))).isNotNull();
        assertThat(SigningKey.of(keyOf(64))).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(keyOf(23)));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(keyOf(65)));
    }

    @Test
    void aKeyShowsNothingOfItself() {
        assertThat(SigningKey.of(SECRET).toString()).doesNotContain("MfKQ");
    }

    private static String keyOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static boolean verified(String id, String timestamp, String signatures, byte[] body, Instant now) {
        return WebhookSignature.verify(SECRET, id, timestamp, signatures, body, now);
    }
}
