// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.notifier.http.HeaderRules;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * A header whose value is a secret, read at each attempt. Immutable.
 *
 * @param header the header's name
 * @param secret where its value comes from
 * @param form how the secret becomes the value
 */
record Credentials(String header, Secret secret, UnaryOperator<String> form) {

    static Credentials bearer(Secret token) {
        return new Credentials("Authorization", token, value -> "Bearer " + value);
    }

    static Credentials basic(String user, Secret password) {
        return new Credentials("Authorization", password, value -> "Basic " + base64(user + ":" + value));
    }

    static Credentials plain(String header, Secret value) {
        return new Credentials(header, value, UnaryOperator.identity());
    }

    /**
     * The header's value.
     *
     * @throws SecretUnavailableException when the secret cannot be had or cannot stand in a header
     */
    String value(Attempt attempt) {
        String revealed = attempt.reveal(secret);
        String value = form.apply(revealed);
        // A line end hidden in base64 is a mistake in the secret all the same.
        boolean oneLine = revealed.chars().noneMatch(Character::isISOControl);
        if (oneLine && HeaderRules.refusal("X", value).isEmpty()) return value;
        throw SecretUnavailableException.invalid(secret, "must be printable ASCII on one line to be sent in a header");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
