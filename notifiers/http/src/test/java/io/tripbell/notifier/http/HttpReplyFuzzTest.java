// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.notify.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** T18, T19, T43: what a peer may write back. One server and one transport serve all inputs. */
class HttpReplyFuzzTest {
    private static final String SECRET = "canary-5up3r-s3cr3t";
    private static final int LONGEST_BODY = 64 * 1024;
    private static final HttpTransport TRANSPORT = Tries.transport(new Loopback(), Duration.ofSeconds(10));
    private static final ScriptedServer SERVER = server();
    private static volatile byte[] answer = new byte[0];

    @Fuzzed
    void whateverIsAnsweredBecomesOneBoundedResultWithoutSecrets(byte[] input) {
        answer = new String(input, ISO_8859_1).replace("%SECRET%", SECRET).getBytes(ISO_8859_1);
        CountedAttempt attempt = new CountedAttempt();

        HttpOutcome outcome = TRANSPORT.send(
                HttpCall.post(TRANSPORT.endpoint(SERVER.url("/hook/" + SECRET)))
                        .header("Authorization", "Bearer " + SECRET)
                        .json("{}".getBytes(UTF_8)),
                attempt);

        assertThat(attempt.begun).isEqualTo(1);
        SendResult result = outcome.result(StatusClass::ofWebhook);
        assertThat(result.toString() + result.exchange() + outcome.exchange()).doesNotContain(SECRET);
        if (outcome instanceof HttpReply reply) {
            assertThat(reply.status()).isBetween(200, 999);
            assertThat(reply.body().length()).isLessThanOrEqualTo(LONGEST_BODY);
            reply.retryAfter().ifPresent(wait -> assertThat(wait.isNegative()).isFalse());
        } else assertThat(((HttpFailure) outcome).kind()).isEqualTo(HttpFailure.Kind.AMBIGUOUS);
    }

    private static ScriptedServer server() {
        try {
            return new ScriptedServer(connection -> {
                connection.readRequest();
                connection.socket.getOutputStream().write(answer);
                connection.socket.shutdownOutput();
                connection.hang();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
