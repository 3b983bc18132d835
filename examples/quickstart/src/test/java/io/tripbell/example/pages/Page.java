// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of Markdown. */
record Page(Path root, Path file, String text) {
    private static final Pattern EXAMPLE = Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)#?([^)\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final String MODULE = "\nmodule ";

    static Page read(Path root, Path file) {
        try {
            return new Page(root, file, Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All but module descriptors, which compile only beside their module's other sources. */
    List<JavaExample> examples() {
        return EXAMPLE.matcher(text)
                .results()
                .filter(found -> !found.group(1).contains(MODULE))
                .map(found -> JavaExample.of(name(), line(found) + 1, found.group(1)))
                .toList();
    }

    List<String> deadLinks() {
        String prose = BLOCK.matcher(text)
                .replaceAll(block -> "\n".repeat((int) block.group().lines().count() - 1));
        return LINK.matcher(prose)
                .results()
                .filter(link -> !leadsSomewhere(link.group(1), link.group(2)))
                .map(link -> name() + ": " + link.group())
                .toList();
    }

    private boolean leadsSomewhere(String path, String anchor) {
        Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        if (!Files.exists(target)) return false;
        return anchor.isEmpty() || read(root, target).anchors().contains(anchor);
    }

    /** As GitHub makes them of headings. */
    private Set<String> anchors() {
        return HEADING.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private String name() {
        return root.relativize(file).toString();
    }

    private int line(MatchResult found) {
        return 1
                + (int) text.substring(0, found.start())
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }
}
