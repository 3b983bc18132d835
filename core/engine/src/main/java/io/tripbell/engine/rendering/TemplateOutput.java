// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.message.Texts;
import java.io.Writer;

/**
 * Takes what a template writes: its own text as it is, values escaped, both counted. Not thread-safe; one for each rendering.
 */
final class TemplateOutput extends Writer {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int USUAL_LENGTH = 100;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
    private final Budget budget;
    private final Escaping escaping;
    private final int longest;
    private int bytes;

    TemplateOutput(Budget budget, Escaping escaping, int longest) {
        this.budget = budget;
        this.escaping = escaping;
        this.longest = longest;
    }

    /** Text that stands for a value and not for a part of the template. */
    record Value(String text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Takes the unescaped text of a part, under the same budget. */
    TemplateOutput ofPart() {
        return new TemplateOutput(budget, Escaping.NONE, longest);
    }

    @Override
    public Writer append(CharSequence piece) {
        budget.text(piece.length());
        String written = piece instanceof Value value ? escaping.escape(value.text()) : piece.toString();
        text.append(written);
        bytes += sizeInUtf8(written);
        if (bytes > longest) throw new Full();
        return this;
    }

    @Override
    public void write(char[] characters, int from, int length) {
        append(new String(characters, from, length));
    }

    /** All that was written, with U+FFFD for what UTF-8 cannot hold; cut with a mark where it is too long. */
    String cut() {
        return Texts.cut(whole(), longest, Texts.ELLIPSIS, TemplateOutput::sizeInUtf8);
    }

    /** All that was written, with U+FFFD for what UTF-8 cannot hold. */
    String whole() {
        if (isWhole()) return text.toString();
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** Most texts hold nothing to be replaced. */
    private boolean isWhole() {
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) return false;
        return true;
    }

    private static int sizeInUtf8(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) continue;
            // Of a surrogate pair's four bytes, each half counts two.
            size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return size;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** The template gives more than it may. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
