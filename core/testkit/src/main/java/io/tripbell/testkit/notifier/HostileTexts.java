// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that break careless encoders, for flow names, run names and state messages. All may be a title. */
public final class HostileTexts {
    /** An emoji of four persons: one grapheme, 7 code points, 11 UTF-16 units, 25 bytes in UTF-8. */
    public static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    /**
     * Mentions and links of Slack, quotes, mark-up, a script, a line end with a mail header behind it, a placeholder, an
     * emoji family, a combining accent, an Arabic ligature and a mark that reverses the text after it.
     */
    public static final String EVIL =
            "<!channel> & <@U123> <https://evil.example|ops.example> \"q\" 'a' `c` *b* _i_ </b><script>alert(1)</script>"
                    + " \r\nBcc: x@evil.example {flow_name} " + FAMILY + " \u00E9(e\u0301) \uFDFA \u202E";

    private HostileTexts() {}

    /** Every text, by what it is. */
    public static Map<String, String> all() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("mark-up, mentions and a mail header", EVIL);
        texts.put("templates", "{{secret.TOKEN}} ${jndi:ldap://x.invalid} #{7*7} <%= 7 %> {0} %s %n %00");
        texts.put("line ends", "one\r\ntwo\nthree\rfour\u2028five\u2029six\u0085seven\r\n.\r\nQUIT\r\n");
        texts.put("control characters", "nul\u0000 bell\u0007 escape\u001B[31m delete\u007F byte order mark\uFEFF");
        texts.put("halves of surrogate pairs", "high \uD83D low \uDC69 swapped \uDC69\uD83D end \uD83D");
        texts.put("quotes and backslashes", "\"\\\" \\u0022 \\\\\" '); DROP TABLE runs; -- ]]> --> */ \\");
        texts.put("a header of its own", "x\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        texts.put("an emoji family at every place", FAMILY.repeat(500));
        texts.put("one word without end", "x".repeat(100_000));
        return Collections.unmodifiableMap(texts);
    }
}
