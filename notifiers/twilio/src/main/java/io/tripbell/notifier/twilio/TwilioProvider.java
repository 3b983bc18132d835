// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import java.time.Duration;

/** Makes notifiers of type {@code twilio}; see {@link Twilio} for the typed form. Thread-safe. */
public final class TwilioProvider implements NotifierProvider {
    private static final String MESSAGES = "https://www.twilio.com/docs/messaging/api/message-resource";
    private static final String SEGMENTS = "https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding";

    // Stale text messages are noise, so an hour is enough.
    private static final RetryPolicy RETRY = RetryPolicy.until(Duration.ofHours(1), "5s", "30s", "2m", "10m");

    // Rule T33: a text costs, and to some countries much.
    private static final Quota PER_AUTOMATION = Quota.perHour(60);

    private static final NotifierDescriptor DESCRIPTOR = NotifierDescriptor.of("twilio", "Twilio SMS")
            .field(Field.required(
                    TwilioChannel.ACCOUNT_SID, FieldKind.TEXT, "Account SID: AC and 32 hexadecimal digits"))
            .field(Field.optional(
                    TwilioChannel.AUTH_TOKEN, FieldKind.SECRET, "Auth Token of the account; either this or an API key"))
            .field(Field.optional(
                    TwilioChannel.API_KEY_SID, FieldKind.TEXT, "SID of an API key: SK and 32 hexadecimal digits"))
            .field(Field.optional(TwilioChannel.API_KEY_SECRET, FieldKind.SECRET, "secret of the API key"))
            .field(Field.optional(
                    TwilioChannel.MESSAGING_SERVICE_SID,
                    FieldKind.TEXT,
                    "Messaging Service SID: MG and 32 hexadecimal digits; either this or from"))
            .field(Field.optional(
                    TwilioChannel.FROM,
                    FieldKind.TEXT,
                    "sender: a number of the account in E.164 form, a short code or a sender name"))
            .field(Field.required(
                    TwilioChannel.TO, FieldKind.LIST, "numbers in E.164 form, 1 to 50; each gets a message of its own"))
            .field(Field.optional(
                    TwilioChannel.ALLOWED_PREFIXES,
                    FieldKind.LIST,
                    "what every number must begin with, such as +49 for one country; default anything"))
            .field(Field.optional(
                    TwilioChannel.MAX_SEGMENTS,
                    FieldKind.INTEGER,
                    "most segments to pay for per message and number, 1 to 50"))
            .field(Field.withDefault(
                    TwilioChannel.REGION,
                    FieldKind.TEXT,
                    TwilioHost.DEFAULT_REGION,
                    "us1, or edge location and region such as dublin.ie1"))
            .field(Field.optional(
                    TwilioChannel.BASE_URL, FieldKind.URL, "another address in place of https://api.twilio.com"))
            .field(HttpTransport.TRUSTED_CERTIFICATES)
            .limit("Body", SmsText.LONGEST, "UTF-16 units", MESSAGES)
            .limit("one segment in GSM-7", 160, "septets", SEGMENTS)
            .limit("one of several segments in GSM-7", 153, "septets", SEGMENTS)
            .limit("one segment in UCS-2", 70, "UTF-16 units", SEGMENTS)
            .limit("one of several segments in UCS-2", 67, "UTF-16 units", SEGMENTS)
            .limit("ValidityPeriod", TwilioNotifier.LONGEST_VALIDITY, "seconds", MESSAGES)
            .retry(RETRY)
            .pacing(Pacing.perSecond(1))
            .perAutomation(PER_AUTOMATION)
            .build();

    /** For {@code ServiceLoader}; does nothing. */
    public TwilioProvider() {}

    @Override
    public NotifierDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Notifier create(NotifierSettings settings, NotifierContext context) {
        return new TwilioNotifier(TwilioChannel.of(settings, context), HttpTransport.of(settings, context));
    }
}
