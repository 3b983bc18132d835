// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class of the tests in a JVM of its own, with less of something than this one has. */
final class OtherJvm {
    private static final long LONGEST_SECONDS = 60;

    private OtherJvm() {}

    /**
     * The lines that it wrote.
     *
     * @param wrapper what the java command is given to, such as a shell that lowers a limit; empty for none
     * @throws AssertionError when it failed, with what it said
     */
    static List<String> run(List<String> wrapper, List<String> options, Class<?> main, String... args) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
        command.add(main.getName());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Process process = builder.start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new AssertionError(main.getSimpleName() + " failed in another JVM: " + lines);
            return lines;
        } catch (IOException e) {
            throw new AssertionError("another JVM could not be started: " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while another JVM ran", e);
        }
    }

    /** What became of a request, in one word. */
    static String word(HttpOutcome outcome) {
        if (outcome instanceof HttpReply reply) return "REPLY " + reply.status();
        if (outcome instanceof HttpFailure failure) return failure.kind() + " " + failure.code();
        throw new AssertionError(outcome);
    }
}
