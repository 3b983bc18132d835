// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.testkit.notifier.Canaries;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** T41, T43: all jars together at TRACE, in a JVM of their own whose whole output is searched. */
@Timeout(120)
class CanaryTest {
    /** In a path, a token, JSON: values that stand there as they are. */
    private static final List<String> PLAIN = List.of(
            "SLACK_PATH",
            "PD_KEY",
            "PD_API_TOKEN",
            "TWILIO_TOKEN",
            "HOOK_PATH",
            "HOOK_QUERY",
            "BEARER",
            "BEARER_NEXT",
            "SMTP_TOKEN",
            "LINE_END",
            "PASTED",
            "THROWN");

    /** Values that every encoding changes. */
    private static final List<String> ODD =
            List.of("TWILIO_KEY", "BASIC_PASSWORD", "HEADER", "SMTP_PASSWORD", "PROXY_PASSWORD");

    /** The proxy does not tell what it was sent. */
    private static final List<String> UNSEEN =
            List.of("PROXY_PASSWORD", "PD_API_TOKEN", "SIGNING", "SIGNING_NEXT", "LINE_END", "PASTED", "THROWN");

    private final Canaries canaries = Canaries.create();
    private final Map<String, String> secrets = new TreeMap<>();

    @Test
    @DisplayName(
            "T41, T43: none of 20 secrets is written anywhere in six encodings, whatever services repeat or refuse")
    void writesNoSecret() throws Exception {
        PLAIN.forEach(name -> secrets.put(name, canaries.token()));
        ODD.forEach(name -> secrets.put(name, watched(canaries.token() + "\"\\/+&%=<")));
        secrets.put("SLACK_BOT", "xoxb-" + canaries.token());
        secrets.put("SIGNING", "whsec_" + watched(key()));
        secrets.put("SIGNING_NEXT", "whsec_" + watched(key()));

        String written = OtherJvm.run(
                CanaryHost.class,
                secrets,
                List.of(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Dorg.slf4j.simpleLogger.log.io.tripbell.engine=trace",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.time=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED"));

        assertThat(secrets).hasSize(20);
        assertThatEverySecretWasUsed(written);
        assertThatMuchWasWritten(written);
        canaries.assertNotIn("what the host wrote", written);
    }

    private String watched(String value) {
        canaries.watch(value);
        return value;
    }

    private String key() {
        return Base64.getEncoder().encodeToString(canaries.token().getBytes(StandardCharsets.US_ASCII));
    }

    /** The search would find nothing in an empty output either. */
    private void assertThatEverySecretWasUsed(String written) {
        String arrived = written.lines()
                .filter(line -> line.startsWith("ARRIVED"))
                .findFirst()
                .orElseThrow();

        assertThat(secrets.keySet()).allSatisfy(name -> {
            if (UNSEEN.contains(name)) assertThat(arrived).doesNotContain(name);
            else assertThat(arrived).contains(name);
        });
    }

    private static void assertThatMuchWasWritten(String written) {
        assertThat(written)
                .contains("DEBUG", "***", "STORE", "tripbell-")
                .contains("HTTP_401", "HTTP_429", "HTTP_302", "SMTP_AUTH_FAILED", "SMTP_451")
                .contains("TLS_CERTIFICATE_UNTRUSTED", "PROXY_LOGIN_REFUSED", "CONNECT_REFUSED")
                .contains("SECRET_INVALID", "SECRET_UNAVAILABLE", "DefinitionException");
    }
}
