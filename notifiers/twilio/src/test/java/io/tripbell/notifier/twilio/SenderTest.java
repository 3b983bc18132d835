// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    @ParameterizedTest
    @CsvSource({
        "+1 (555) 123-0000, +15551230000",
        "12345, 12345",
        "Tripbell, Tripbell",
        "Ops 24, Ops 24",
        "MGtools, MGtools"
    })
    void sendsFromANumberAShortCodeOrAName(String written, String value) {
        assertThat(Sender.from(written)).contains(new Sender("From", value));
    }

    @Test
    @DisplayName("TW14: a service's SID given as From goes where Twilio expects it")
    void sendsAServicesSidAsMessagingServiceSid() {
        assertThat(Sender.from(Samples.SERVICE)).contains(new Sender("MessagingServiceSid", Samples.SERVICE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5551230000", "12", "twelve chars", "Trip\u00e9", "MG0123456789abcdef", "123456789", "+0"})
    void refusesWhatIsNoSender(String written) {
        assertThat(Sender.from(written)).isEmpty();
    }

    @Test
    void refusesAServiceThatIsNoSid() {
        assertThat(Sender.service("AC" + Samples.SERVICE.substring(2))).isEmpty();
        assertThat(Sender.service(Samples.SERVICE + "0")).isEmpty();
        assertThat(Sender.service(Samples.SERVICE)).contains(new Sender("MessagingServiceSid", Samples.SERVICE));
    }
}
