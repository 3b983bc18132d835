// SPDX-License-Identifier: Apache-2.0
package io.tripbell;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of a page: for each numbered rule what holds, and the test classes that show it. */
record RuleTable(String letter, List<Row> rows) {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern RUNS = Pattern.compile("@(Test|ParameterizedTest|Property|ArchTest)\\b");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

    /** One rule. */
    record Row(int number, String whatHolds, List<String> tests) {
        private static Row read(String line) {
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            List<String> tests = new ArrayList<>();
            Matcher names = CLASS.matcher(cells[4]);
            while (names.find()) tests.add(names.group(1));
            return new Row(Integer.parseInt(cells[1].strip().substring(1)), cells[3].strip(), tests);
        }
    }

    static RuleTable of(String page, String letter) throws IOException {
        List<Row> rows = Files.readString(ROOT.resolve(page))
                .lines()
                .filter(line -> line.startsWith("| " + letter))
                .map(Row::read)
                .toList();
        return new RuleTable(letter, rows);
    }

    List<Integer> numbers() {
        return rows.stream().map(Row::number).toList();
    }

    /** Rules without a test, with what the table says of them. */
    Map<String, String> untested() {
        Map<String, String> untested = new HashMap<>();
        for (Row row : rows) if (row.tests.isEmpty()) untested.put(letter + row.number, row.whatHolds);
        return untested;
    }

    /** Tests that are gone, do not run, or do not name the rule. */
    List<String> silentTests() throws IOException {
        Map<String, List<String>> sources = new HashMap<>();
        for (String room : List.of("core", "notifiers", "examples"))
            Files.walkFileTree(ROOT.resolve(room), new Reader(sources));
        List<String> silent = new ArrayList<>();
        for (Row row : rows) {
            Pattern name = nameOf(row.number);
            for (String test : row.tests)
                if (sources.getOrDefault(test, List.of()).stream()
                        .noneMatch(
                                source -> runs(source) && name.matcher(source).find()))
                    silent.add(letter + row.number + " " + test);
        }
        return silent;
    }

    private static boolean runs(String source) {
        return RUNS.matcher(source).find() && !source.contains("@Disabled");
    }

    /** {@code T5} or {@code t5_}, but not within {@code UTF1} or {@code 2026-03-01T02}. */
    private Pattern nameOf(int number) {
        return Pattern.compile("(?<![A-Z/])(?<!-\\d\\d)" + letter + number + "(?![0-9])|(?:\\b|_)"
                + letter.toLowerCase(Locale.ROOT) + number + "_");
    }

    private static final class Reader extends SimpleFileVisitor<Path> {
        private final Map<String, List<String>> sources;

        Reader(Map<String, List<String>> sources) {
            this.sources = sources;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".java"))
                sources.computeIfAbsent(name.substring(0, name.length() - 5), key -> new ArrayList<>())
                        .add(Files.readString(file));
            return FileVisitResult.CONTINUE;
        }
    }
}
