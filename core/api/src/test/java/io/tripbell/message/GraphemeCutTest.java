// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphemeCutTest {
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
    private static final String THUMB = "\uD83D\uDC4D\uD83C\uDFFD";
    private static final String FLAG = "\uD83C\uDDE9\uD83C\uDDEA";
    private static final String ACCENTED = "e\u0301";

    @ParameterizedTest
    @ValueSource(strings = {FAMILY, THUMB, FLAG, ACCENTED})
    void neverCutsInsideWhatIsSeenAsOneCharacter(String grapheme) {
        String text = "ab" + grapheme + "cd";

        for (int limit = 3; limit < 3 + grapheme.length(); limit++)
            assertThat(Texts.cut(text, limit)).isEqualTo("ab" + Texts.ELLIPSIS);

        assertThat(Texts.cut(text, 3 + grapheme.length())).isEqualTo("ab" + grapheme + Texts.ELLIPSIS);
    }
}
