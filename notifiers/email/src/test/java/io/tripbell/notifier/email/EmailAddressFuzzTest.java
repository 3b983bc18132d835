// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** T24, T25. */
class EmailAddressFuzzTest {

    @Fuzzed
    void whatIsTakenForAnAddressIsOneAddressToAnotherReaderToo(byte[] input) throws AddressException {
        EmailAddress address;
        try {
            address = EmailAddress.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }

        String text = address.toString();
        assertThat(text.length()).isLessThanOrEqualTo(EmailAddress.LONGEST);
        assertThat(text).doesNotContainPattern("[\\s\\p{Cc}<>()\\[\\]:;,\"\\\\!%]");
        assertThat(EmailAddress.parse(text)).isEqualTo(address);
        InternetAddress[] read = InternetAddress.parse(text, false);
        assertThat(read).hasSize(1);
        assertThat(read[0].getAddress()).isEqualTo(text);
    }
}
