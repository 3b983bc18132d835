// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a client for its name and password in the words of one SASL mechanism. */
final class SmtpLogin {
    private final String mechanism;

    SmtpLogin(String mechanism) {
        this.mechanism = mechanism;
    }

    /** The name given; empty when what came is not understood; null when the client hung up. */
    @Nullable
    String nameFrom(@Nullable String initialResponse, SmtpSession session) throws IOException {
        if (mechanism.equals("LOGIN")) {
            String name = initialResponse == null ? ask("Username:", session) : initialResponse;
            String password = name == null ? null : ask("Password:", session);
            return name == null || password == null ? null : decoded(name);
        }
        String response = initialResponse == null ? ask("", session) : initialResponse;
        return response == null ? null : name(decoded(response));
    }

    private String name(String response) {
        // PLAIN is "authorization NUL name NUL password", XOAUTH2 is "user=name ^A auth=Bearer token ^A ^A".
        String[] parts = response.split(mechanism.equals("PLAIN") ? "\0" : "\1", -1);
        if (mechanism.equals("PLAIN")) return parts.length == 3 ? parts[1] : "";
        return parts[0].startsWith("user=") ? parts[0].substring("user=".length()) : "";
    }

    private static @Nullable String ask(String challenge, SmtpSession session) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.UTF_8));
        session.write(List.of("334 " + encoded));
        return session.readCommand();
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
