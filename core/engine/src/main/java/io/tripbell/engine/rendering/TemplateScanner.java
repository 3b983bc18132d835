// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.engine.rendering.TemplateTag.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tags of a template with their places, and finds what is wrong with them: jmustache takes a tag that is never
 * closed for plain text, knows no bound of depth, and offers includes and other delimiters, which no template here may have.
 * What remains is a small language in one spelling, on which this class and jmustache agree. Not thread-safe; for one use.
 */
final class TemplateScanner {
    static final int LONGEST_TEMPLATE = 64 * 1024;
    // jmustache recurses for each section in a section.
    static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 200;
    static final int MOST_MISTAKES = 20;
    private static final Pattern NAME =
            Pattern.compile("\\.|[^.{}\\p{Cntrl}#^/!&<>$=][^.{}\\p{Cntrl}]*(\\.[^.{}\\p{Cntrl}]+)*");

    private final String source;
    private final StringBuilder normal = new StringBuilder();
    private final List<TemplateTag> tags = new ArrayList<>();
    private final List<TemplateMistake> mistakes = new ArrayList<>();
    private final Deque<TemplateTag> open = new ArrayDeque<>();
    private int counted;
    private int line = 1;
    private int lineStart;
    private int column = 1;
    private boolean tooDeep;

    private TemplateScanner(String source) {
        this.source = source;
    }

    /**
     * What was read. Immutable.
     *
     * @param normal the template with each tag in its one spelling; only fit for use when there is no mistake
     * @param tags in order
     * @param mistakes in order
     */
    record Scan(String normal, List<TemplateTag> tags, List<TemplateMistake> mistakes) {
        Scan {
            tags = List.copyOf(tags);
            mistakes = List.copyOf(mistakes);
        }
    }

    static Scan scan(String source) {
        return new TemplateScanner(source).scan();
    }

    private Scan scan() {
        if (source.length() > LONGEST_TEMPLATE) {
            String rule = "has " + source.length() + " characters; a template has at most " + LONGEST_TEMPLATE;
            return new Scan("", List.of(), List.of(new TemplateMistake("", rule, 1, 1, "")));
        }
        int from = 0;
        for (int start = source.indexOf("{{"); start >= 0; start = source.indexOf("{{", from)) {
            normal.append(source, from, start);
            countLinesUpTo(start);
            from = readTag(start);
            if (from < 0 || mistakes.size() >= MOST_MISTAKES) return new Scan("", tags, mistakes);
        }
        normal.append(source, from, source.length());
        open.forEach(
                tag -> mistakes.add(TemplateMistake.at(tag, "is never closed", "end it by {{/" + tag.name() + "}}")));
        return new Scan(normal.toString(), tags, mistakes);
    }

    /** Reads the tag that begins here. @return where the text goes on; -1 when the tag has no end */
    private int readTag(int start) {
        boolean triple = source.startsWith("{{{", start);
        int inner = start + (triple ? 3 : 2);
        int close = source.indexOf("}}", inner);
        String content = close < 0 ? "" : source.substring(inner, close);
        boolean comment = content.stripLeading().startsWith("!");
        if (close < 0 || (!comment && (content.indexOf('{') >= 0 || content.indexOf('\n') >= 0))) {
            mistake(beginningOf(start), "'{{' begins a tag that has no '}}' on its line", "");
            return close < 0 ? -1 : inner;
        }
        int end = close + 2;
        if (triple && !source.startsWith("}", end)) {
            mistake(
                    source.substring(start, end),
                    "'{{{' needs '}}}' at its end",
                    "a blank after '{' makes it plain text");
            return end;
        }
        TemplateTag tag = tag(source.substring(start, end), content.strip(), triple);
        if (tag != null) take(tag);
        return triple ? end + 1 : end;
    }

    private @Nullable TemplateTag tag(String shown, String content, boolean triple) {
        if (content.isEmpty()) return refused(shown, "names nothing");
        char sigil = content.charAt(0);
        String name = content.substring(1).strip();
        return switch (triple ? 'x' : sigil) {
            case '#' -> named(Kind.SECTION, name, shown);
            case '^' -> named(Kind.INVERTED, name, shown);
            case '/' -> named(Kind.CLOSE, name, shown);
            case '!' -> new TemplateTag(Kind.COMMENT, "", line, column);
            case '&' -> named(Kind.VARIABLE, name, shown);
            case '>' -> refused(shown, "includes another template, which is not possible");
            case '<', '$' -> refused(shown, "inherits from another template, which is not possible");
            case '=' -> refused(shown, "changes the delimiters, which is not possible");
            default -> named(Kind.VARIABLE, content, shown);
        };
    }

    private @Nullable TemplateTag named(Kind kind, String name, String shown) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches())
            return refused(shown, "'" + name + "' is not a name");
        return new TemplateTag(kind, name, line, column);
    }

    private @Nullable TemplateTag refused(String shown, String rule) {
        mistake(shown, rule, "");
        return null;
    }

    private void take(TemplateTag tag) {
        tags.add(tag);
        normal.append(tag);
        if (tag.opens()) push(tag);
        if (tag.kind() == Kind.CLOSE) close(tag);
    }

    private void push(TemplateTag tag) {
        open.push(tag);
        if (open.size() <= DEEPEST || tooDeep) return;
        tooDeep = true;
        mistakes.add(TemplateMistake.at(tag, "stands in more than " + DEEPEST + " sections", ""));
    }

    private void close(TemplateTag tag) {
        TemplateTag opened = open.peek();
        if (opened == null) mistakes.add(TemplateMistake.at(tag, "closes what was not opened", ""));
        else if (opened.name().equals(tag.name())) open.pop();
        else {
            String cure = "write {{/" + opened.name() + "}}";
            mistakes.add(TemplateMistake.at(tag, "closes " + opened + " of line " + opened.line(), cure));
            open.pop();
        }
    }

    private void mistake(String value, String rule, String cure) {
        mistakes.add(new TemplateMistake(value, rule, line, column, cure));
    }

    private String beginningOf(int start) {
        int end = source.indexOf('\n', start);
        return source.substring(start, Math.min(end < 0 ? source.length() : end, start + 40));
    }

    private void countLinesUpTo(int index) {
        for (; counted < index; counted++)
            if (source.charAt(counted) == '\n') {
                line++;
                lineStart = counted + 1;
            }
        column = index - lineStart + 1;
    }
}
