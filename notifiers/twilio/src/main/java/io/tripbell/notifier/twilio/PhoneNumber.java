// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phone number as the networks know it. Immutable.
 *
 * @param e164 a plus, the country's code and the number: 7 to 15 digits in all, nothing else
 * @see <a href="https://www.twilio.com/docs/glossary/what-e164">Twilio on E.164</a>
 */
record PhoneNumber(String e164) {
    static final String RULE =
            "must be a phone number in E.164 form: '+', country code and number, 7 to 15 digits, such as"
                    + " +15551230000; blanks, hyphens, dots and parentheses are ignored";

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SEPARATORS = Pattern.compile("[ \\u00A0.()\\-\\u2010-\\u2015]");
    // "+44 (0)20 ...": the zero is dialled inside the country only, and leaving it in would reach nobody.
    private static final String TRUNK_ZERO = "(0)";

    /** Reads a number as people write it; empty when it is none, or no country is given. */
    static Optional<PhoneNumber> parse(String written) {
        if (written.contains(TRUNK_ZERO)) return Optional.empty();
        String digits = SEPARATORS.matcher(written.strip()).replaceAll("");
        return E164.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
    }

    @Override
    public String toString() {
        return e164;
    }
}
