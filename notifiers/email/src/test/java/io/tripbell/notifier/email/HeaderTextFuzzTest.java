// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.util.List;

/** T24. */
class HeaderTextFuzzTest {

    @Fuzzed
    void anyTextIsOneHeaderThatReadsTheSame(byte[] input) throws Exception {
        String text = new String(input, UTF_8);
        String clean = HeaderText.clean(text);

        String subject = HeaderText.unstructured(text, "Subject: ".length());

        isOneHeader("Subject: " + subject);
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(subject))).isEqualTo(clean);
        if (clean.isEmpty()) return;
        String from = HeaderText.phrase(text, "From: ".length()) + "\r\n <alerts@example.org>";
        isOneHeader("From: " + from);
        InternetAddress[] read = InternetAddress.parse(MimeUtility.unfold(from), true);
        assertThat(read).hasSize(1);
        assertThat(read[0].getAddress()).isEqualTo("alerts@example.org");
        assertThat(read[0].getPersonal()).isEqualTo(clean);
    }

    private static void isOneHeader(String header) {
        List<String> lines = List.of(header.split("\r\n", -1));
        assertThat(lines).allMatch(line -> line.matches("[ -~]{0,76}"));
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith(" ") && !line.isBlank());
    }
}
