// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestFileTest {
    private static final String FAILED =
            "{\"at\":\"2026-03-01T02:00:00Z\",\"run\":\"7\",\"flow\":\"etl\",\"state\":\"failed\"}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsWhatTheGuideShows() throws IOException {
        Path guide = Path.of("../../docs/backtesting.md");

        int exit = run("events.jsonl", "--until", "2026-03-01T05:00:00Z");

        assertThat(exit).isZero();
        assertThat(printed(err)).isEmpty();
        assertThat(Files.readString(guide)).contains("```text\n" + printed(out) + "```");
    }

    @Test
    void theGuideShowsTheRulesThatItCompares() throws IOException {
        String guide = Files.readString(Path.of("../../docs/backtesting.md"));
        String rules = Files.readString(Path.of("src/main/java/io/tripbell/example/backtest/Rules.java"));

        String shown = between(guide, "<!-- Rules.java -->\n```java\n", "```");

        assertThat(rules.replaceAll("(?m)^ {16}", "")).contains(shown);
    }

    @Test
    void readsRunEventsOfOpenLineage() throws IOException {
        String start = lineage("START", "2026-03-01T03:00:00Z");
        String running = lineage("RUNNING", "2026-03-01T03:30:00Z");
        String other = lineage("OTHER", "2026-03-01T03:40:00Z");
        String fail = lineage("FAIL", "2026-03-01T04:30:00+00:00");

        int exit = run(file(start, running, other, fail).toString());

        assertThat(exit).isZero();
        assertThat(printed(out))
                .startsWith("3 events from 2026-03-01 03:00:00 UTC to 2026-03-01 04:30:00 UTC\n")
                .containsPattern("run-failed +1 +0 +1\n")
                .containsPattern("run-stuck +1 +1 +1\n");
    }

    @Test
    void anAbortedRunIsFinishedAndNotFailed() throws IOException {
        int exit = run(
                file(lineage("START", "2026-03-01T03:00:00Z"), lineage("ABORT", "2026-03-01T03:10:00Z"))
                        .toString(),
                "--until",
                "2026-03-02T00:00:00Z");

        assertThat(exit).isZero();
        assertThat(printed(out)).containsPattern("run-failed +0 +0 +0\n").containsPattern("run-stuck +0 +0 +0\n");
    }

    @Test
    void runsWhoseIdsAreNotRealAreToldApartByTheirJobs() throws IOException {
        String one = lineage("START", "2026-03-01T03:00:00Z");
        String other = one.replace("customers", "orders");
        String done = lineage("COMPLETE", "2026-03-01T03:10:00Z");
        Path file = file(one, other, done);

        run(file.toString(), "--until", "2026-03-01T09:00:00Z", "--runs-by-job");

        assertThat(printed(out)).contains("still open: run-stuck for flow-run/warehouse/orders since");
    }

    @Test
    void tellsAllBadLinesAtOnceAndCountsNothing() throws IOException {
        Path file = file(
                FAILED,
                "{\"at\":\"yesterday\",\"run\":\"7\",\"flow\":\"etl\",\"state\":\"failed\"}",
                "",
                "{\"at\":\"2026-03-01T02:00:00Z\",\"run\":\"7\",\"flow\":\"etl\"}",
                "{\"at\":\"2026-03-01T02:00:00Z\",\"run\":7,\"flow\":\"etl\",\"state\":\"failed\"}",
                "{\"at\":\"2026-03-01T02:00:00Z\",\"run\":\"7\",\"flow\":\"etl\",\"sate\":\"failed\"}",
                "not json",
                "[1]",
                FAILED + FAILED,
                lineage("BEGIN", "2026-03-01T03:00:00Z"),
                "{\"at\":\"2026-03-01T02:00:00Z\",\"type\":\"Not A Type\",\"resource\":\"r\"}");

        int exit = run(file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(printed(out)).isEmpty();
        assertThat(printed(err).lines())
                .containsExactly(
                        file + " has lines that are not events, so nothing was counted:",
                        "line 2, at: must be an instant such as 2026-03-01T02:00:00Z; got yesterday",
                        "line 4, state: is missing",
                        "line 5, run: must be a text that is not blank; got 7",
                        "line 6, sate: is no field of an event; there are at, flow, id, message, name, run, state",
                        "line 7: is not JSON: Unrecognized token 'not': was expecting (JSON String, Number, Array, Object"
                                + " or token 'null', 'true' or 'false'), at column 1",
                        "line 8: each line is one JSON object; jq -c '.[]' makes lines of an array; got [",
                        "line 9: one line holds one JSON object and nothing else; got {",
                        "line 10, eventType: must be START, RUNNING, COMPLETE, FAIL, ABORT or OTHER; got BEGIN",
                        "line 11: type must be dotted lower-case words of letters, digits and hyphens: 'Not A Type'");
    }

    @Test
    void stopsAfterTwentyBadLines() throws IOException {
        Path file = file(IntStream.range(0, 1_000).mapToObj(i -> "{}").toArray(String[]::new));

        run(file.toString());

        List<String> lines = printed(err).lines().collect(Collectors.toList());
        assertThat(lines).hasSize(22).endsWith("line 20, at: is missing", "and it was read no further");
    }

    @Test
    void aLineOfAnySizeIsRefusedWithoutBeingHeld() throws IOException {
        Path file = file("{\"at\":\"" + "9".repeat(LineReader.LONGEST_LINE) + "\"}", FAILED);

        run(file.toString());

        assertThat(printed(err)).endsWith("line 1: is longer than 1048576 bytes\n");
    }

    @Test
    void aValueOfTheFileDoesNotActOnTheTerminal() throws IOException {
        run(file("{\"at\":\"\\u001b[31m" + "x".repeat(100) + "\",\"run\":\"7\",\"flow\":\"etl\",\"state\":\"failed\"}")
                .toString());

        assertThat(printed(err))
                .doesNotContain("\u001b")
                .contains("got ?[31mxxx")
                .endsWith("xxx...\n");
    }

    @Test
    void textThatIsNotUtf8IsABadLine() throws IOException {
        Path file = folder.resolve("latin.jsonl");
        Files.write(file, "{\"at\":\"M\u00e4rz\"}".getBytes(StandardCharsets.ISO_8859_1));

        int exit = run(file.toString());

        assertThat(exit).isEqualTo(2);
        assertThat(printed(err)).contains("line 1: is not").doesNotContain("\tat ");
    }

    @Test
    void nestingWithoutEndIsABadLine() throws IOException {
        int exit = run(file("{\"a\":".repeat(10_000)).toString());

        assertThat(exit).isEqualTo(2);
        assertThat(printed(err)).contains("line 1: is not JSON: ").doesNotContain("\tat ", "Source");
    }

    @Test
    void anObjectWithoutEndIsABadLine() throws IOException {
        run(file("{\"at\":\"2026-03-01T02:00:00Z\",").toString());

        assertThat(printed(err))
                .contains("line 1: is not JSON: Unexpected end-of-input")
                .doesNotContain("Source");
    }

    @ParameterizedTest
    @CsvSource({
        "'',name the file of events",
        "a b,one file at a time; got a and b",
        "a --fast,there is no option --fast",
        "a --until,--until needs a value",
        "a --until noon,--until cannot be 'noon'",
        "a --limit -PT1H,--limit cannot be '-PT1H'",
        "a --zone Mars,--zone cannot be 'Mars'"
    })
    void saysWhatIsWrongWithItsArguments(String arguments, String reason) {
        int exit = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(exit).isEqualTo(2);
        assertThat(printed(err)).startsWith(reason + "\nusage: backtest FILE");
    }

    @Test
    void saysWhichFileDoesNotExist() {
        int exit = run(folder.resolve("none.jsonl").toString());

        assertThat(exit).isEqualTo(2);
        assertThat(printed(err))
                .isEqualTo("the file cannot be read: " + folder.resolve("none.jsonl") + " does not exist\n");
    }

    private int run(String... arguments) {
        return BacktestFile.run(new ArrayList<>(List.of(arguments)), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines) + "\n");
    }

    private static String lineage(String type, String time) {
        return "{\"eventTime\":\"" + time + "\",\"eventType\":\"" + type
                + "\",\"run\":{\"runId\":\"a1\"},\"job\":{\"namespace\":\"warehouse\",\"name\":\"customers\"}}";
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        assertThat(from).isGreaterThan(start.length());
        return text.substring(from, text.indexOf(end, from));
    }
}
