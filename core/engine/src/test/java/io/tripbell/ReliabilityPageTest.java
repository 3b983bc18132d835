// SPDX-License-Identifier: Apache-2.0
package io.tripbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page on faults names tests that are there and that name the fault. */
class ReliabilityPageTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

    private record Row(int number, String whatHolds, List<String> tests) {
        static Row read(String line) {
            String[] cells = line.split("\\|", -1);
            List<String> tests = new ArrayList<>();
            Matcher names = CLASS.matcher(cells[4]);
            while (names.find()) tests.add(names.group(1));
            return new Row(Integer.parseInt(cells[1].strip().substring(1)), cells[3].strip(), tests);
        }
    }

    @Test
    void namesEveryFaultOnce() throws IOException {
        assertThat(rows())
                .extracting(Row::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 70).boxed().toList());
    }

    @Test
    void namesTestsThatNameTheFault() throws IOException {
        Map<String, List<String>> sources = new HashMap<>();
        for (String room : List.of("core", "notifiers")) Files.walkFileTree(ROOT.resolve(room), new Reader(sources));
        List<String> silent = new ArrayList<>();

        for (Row row : rows()) {
            Pattern number = Pattern.compile("F" + row.number() + "(?![0-9])");
            for (String test : row.tests())
                if (sources.getOrDefault(test, List.of()).stream()
                        .noneMatch(source -> number.matcher(source).find()))
                    silent.add("F" + row.number() + " " + test);
        }

        assertThat(silent).as("tests that are gone or do not name the fault").isEmpty();
    }

    @Test
    void saysWhyThereIsNoTestWhereThereIsNone() throws IOException {
        for (Row row : rows())
            if (row.tests().isEmpty())
                assertThat(row.whatHolds()).as("F%d", row.number()).matches("(later|measured|does not apply)\\b.*");
    }

    private static List<Row> rows() throws IOException {
        return Files.readString(ROOT.resolve("docs/reliability.md"))
                .lines()
                .filter(line -> line.startsWith("| F"))
                .map(Row::read)
                .toList();
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
            if (name.endsWith("Test.java"))
                sources.computeIfAbsent(name.replace(".java", ""), key -> new ArrayList<>())
                        .add(Files.readString(file));
            return FileVisitResult.CONTINUE;
        }
    }
}
