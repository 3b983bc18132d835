// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One form in which a secret may stand in a text: as it is, in Base64 or in hexadecimal, each of its characters as it is,
 * percent-encoded, or escaped for JSON or HTML. A long enough beginning counts as the whole. Immutable; shows nothing.
 */
final class SecretForm {
    /** T43: a beginning of so many characters gives a secret away. */
    private static final int PREFIX = 8;

    private static final int SHORTEST = 4;
    private static final int SHORTEST_SEGMENT = 16;
    private static final int SEGMENT_PREFIX = 12;
    /** {@code services/T}, as notifiers themselves show a Slack address (T41). */
    private static final int SHOWN_OF_PATH = 10;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern ORIGIN = Pattern.compile(SCHEME.pattern() + "[^/?#@]*/");

    private final int[] characters;
    private final String open;
    private final int least;
    private final boolean anyCase;

    private SecretForm(String text, String open, int least, boolean anyCase) {
        this.characters = text.codePoints().toArray();
        this.open = open;
        this.least = Math.min(least, characters.length);
        this.anyCase = anyCase;
    }

    /** Every form of a value of 4 characters or more. Scheme and host of an address are no secret; its path and query are. */
    static List<SecretForm> of(String value) {
        List<SecretForm> forms = new ArrayList<>();
        addText(value, forms);
        for (String other : SecretReadings.texts(value)) if (other.length() >= SHORTEST) addText(other, forms);
        for (byte[] bytes : SecretReadings.bytes(value)) addEncoded(bytes, PREFIX, forms);
        return forms;
    }

    private static void addText(String value, List<SecretForm> forms) {
        String open = start(ORIGIN, value).or(() -> start(SCHEME, value)).orElse("");
        forms.add(new SecretForm(value, open, open.length() + PREFIX, false));
        addEncoded(value, open.length() + PREFIX, forms);
        if (!open.isEmpty()) addParts(value.substring(open.length()), forms);
    }

    private static Optional<String> start(Pattern pattern, String value) {
        Matcher matcher = pattern.matcher(value);
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static void addParts(String path, List<SecretForm> forms) {
        if (path.length() < PREFIX) return;
        addPart(path, Math.max(PREFIX, path.length() / 2), forms);
        for (String segment : path.split("[/?&=#@]", -1))
            if (segment.length() >= SHORTEST_SEGMENT) addSegment(segment, forms);
    }

    private static void addSegment(String segment, List<SecretForm> forms) {
        addPart(segment, SEGMENT_PREFIX, forms);
        String decoded = SecretReadings.percentDecoded(segment);
        if (!decoded.equals(segment)) addPart(decoded, SEGMENT_PREFIX, forms);
    }

    private static void addPart(String part, int least, List<SecretForm> forms) {
        forms.add(new SecretForm(part, "", least, false));
        addEncoded(part, least, forms);
    }

    private static void addEncoded(String text, int least, List<SecretForm> forms) {
        addEncoded(text.getBytes(StandardCharsets.UTF_8), least, forms);
    }

    private static void addEncoded(byte[] bytes, int least, List<SecretForm> forms) {
        for (String core : base64(bytes)) forms.add(new SecretForm(core, "", least * 8 / 6 + 1, false));
        forms.add(new SecretForm(HexFormat.of().formatHex(bytes), "", least * 2, true));
    }

    /**
     * What of the Base64 text depends on these bytes alone, whatever stands before and after them (such as the user in
     * {@code user:password}): three alignments in two alphabets.
     */
    private static Set<String> base64(byte[] bytes) {
        Set<String> cores = new TreeSet<>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            cores.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
            cores.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
        }
        return cores;
    }

    /** What is shown in its place, before the mark. */
    String open() {
        return open;
    }

    /** Where this secret ends in a text, if it or a long enough beginning of it starts there; else -1. */
    int endIn(String text, int start) {
        if (!Spellings.mayBegin(text.charAt(start), characters[0])) return -1;
        Set<Integer> ends = Set.of(start);
        int matched = 0;
        while (matched < characters.length) {
            Set<Integer> next = new TreeSet<>();
            for (int at : ends) Spellings.follow(text, at, characters[matched], anyCase, next);
            if (next.isEmpty()) break;
            ends = next;
            matched++;
        }
        if (matched < least) return -1;
        int end = ends.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return isShownOnPurpose(text, end, matched) ? -1 : end;
    }

    private boolean isShownOnPurpose(String text, int end, int matched) {
        boolean whole = matched == characters.length;
        return !open.isEmpty()
                && !whole
                && matched - open.length() <= SHOWN_OF_PATH
                && text.startsWith(Redactor.MARK, end);
    }

    @Override
    public String toString() {
        return "a secret's form";
    }
}
