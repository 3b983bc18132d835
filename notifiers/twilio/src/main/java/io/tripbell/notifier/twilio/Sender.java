// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a text message comes from. Immutable.
 *
 * @param parameter {@code MessagingServiceSid} or {@code From}
 * @param value the service's SID, a number of the account, a short code or a name
 */
record Sender(String parameter, String value) {
    static final String SERVICE_RULE = "must be a Messaging Service SID: MG and 32 hexadecimal digits";
    static final String FROM_RULE =
            "must be a number of the account in E.164 form, a short code of 3 to 8 digits, a sender name"
                    + " of at most 11 letters, digits and blanks with a letter in it, or a Messaging Service SID (MG...)";

    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-fA-F]{32}");
    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{3,8}");
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 ]{0,10}");

    static Optional<Sender> service(String sid) {
        return SERVICE.matcher(sid).matches() ? Optional.of(new Sender("MessagingServiceSid", sid)) : Optional.empty();
    }

    /** The founding product sent the service's SID as {@code From}; here it goes where Twilio expects it. */
    static Optional<Sender> from(String written) {
        if (written.startsWith("MG") && written.length() > 11) return service(written);
        if (SHORT_CODE.matcher(written).matches() || NAME.matcher(written).matches())
            return Optional.of(new Sender("From", written));
        return PhoneNumber.parse(written).map(number -> new Sender("From", number.e164()));
    }
}
