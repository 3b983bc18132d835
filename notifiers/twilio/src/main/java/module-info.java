// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Sends text messages through Twilio. */
@NullMarked
module io.tripbell.notifier.twilio {
    requires transitive io.tripbell.api;
    requires io.tripbell.notifier.http;
    requires com.fasterxml.jackson.core;

    exports io.tripbell.notifier.twilio;

    provides io.tripbell.notify.NotifierProvider with
            io.tripbell.notifier.twilio.TwilioProvider;
}
