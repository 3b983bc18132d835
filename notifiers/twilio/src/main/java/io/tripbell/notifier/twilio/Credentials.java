// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.notify.Attempt;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import java.util.regex.Pattern;

/**
 * Who asks Twilio: the account with its Auth Token, or an API key with its secret. Immutable.
 *
 * @param user {@code AC...} or {@code SK...}
 * @param password by name; its value is read at each attempt
 */
record Credentials(String user, Secret password) {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    Authorization reveal(Attempt attempt) {
        String value = attempt.reveal(password);
        if (!PRINTABLE.matcher(value).matches())
            throw SecretUnavailableException.invalid(
                    password, "must be 1 to 200 printable ASCII characters, no blanks");
        return new Authorization(user, value);
    }
}
