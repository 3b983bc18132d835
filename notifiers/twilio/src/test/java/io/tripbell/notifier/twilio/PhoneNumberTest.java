// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TW12, T33")
class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+15551230000",
                "+1 (555) 123-0000",
                "+1.555.123.0000",
                " +1 555\u00a0123\u20110000 ",
            })
    void readsANumberAsPeopleWriteIt(String written) {
        assertThat(PhoneNumber.parse(written)).contains(new PhoneNumber("+15551230000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5551230000",
                "0015551230000",
                "+05551230000",
                "+123456",
                "+1234567890123456",
                "+44 (0)20 7946 0000",
                "tel:+15551230000",
                "whatsapp:+15551230000",
                "+1555123000O",
                "+1555123;ext=1",
                "+\u0661\u0665\u0665\u0665\u0661\u0662\u0663\u0660",
                "++15551230000",
                "+",
                "",
            })
    void refusesWhatIsNoNumberWithItsCountry(String written) {
        assertThat(PhoneNumber.parse(written)).isEmpty();
    }
}
