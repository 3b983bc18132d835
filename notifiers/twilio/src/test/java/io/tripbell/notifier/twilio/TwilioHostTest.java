// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TW13")
class TwilioHostTest {

    @ParameterizedTest
    @CsvSource({
        "us1, api.twilio.com",
        "dublin.ie1, api.dublin.ie1.twilio.com",
        "Sydney.AU1, api.sydney.au1.twilio.com",
        "sao-paulo.us1, api.sao-paulo.us1.twilio.com"
    })
    void takesEdgeAndRegionAsOneSetting(String region, String host) {
        assertThat(TwilioHost.of(region)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ie1",
                "au1",
                "br1",
                "de1",
                "jp1",
                "sg1",
                "us2",
                "dublin",
                "dublin.br1",
                "x.ie1.evil",
                "a/b.ie1",
                ".ie1"
            })
    void refusesARegionAloneAndWhatLeadsElsewhere(String region) {
        assertThat(TwilioHost.of(region)).isEmpty();
    }
}
