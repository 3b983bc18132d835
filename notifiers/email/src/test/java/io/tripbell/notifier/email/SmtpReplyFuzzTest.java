// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** T43, F2: any reply, with the password in it. */
class SmtpReplyFuzzTest {
    private static final String SECRET = "canary-5up3r-s3cr3t";
    private static final String ENCODED = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

    @Fuzzed
    void isOneLineWithoutTheSecretAndOfOneKindAtMost(byte[] bytes) {
        Input input = new Input(bytes);
        int code = input.below(1_000) - 1;
        String lines = input.text() + (input.flag() ? SECRET : ENCODED) + input.rest();

        SmtpReply reply = SmtpReply.of(code, lines, Redaction.of(SECRET));

        assertThat(reply.text()).doesNotContain(SECRET, ENCODED).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]");
        assertThat(reply.inShort().length()).isLessThanOrEqualTo(500);
        assertThat(reply.code()).isIn(0, code);
        int kinds = (reply.isPositive() ? 1 : 0) + (reply.isTransient() ? 1 : 0) + (reply.isPermanent() ? 1 : 0);
        assertThat(kinds).isLessThanOrEqualTo(1);
        if (reply.code() == 0) assertThat(kinds).isZero();
        else assertThat(reply.text()).startsWith(Integer.toString(code));
        reply.says("5.7.30");
    }
}
