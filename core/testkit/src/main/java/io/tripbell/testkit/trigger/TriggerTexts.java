// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The texts of a contract's triggers as another process writes them. */
final class TriggerTexts {
    private static final long LONGEST_SECONDS = 60;

    private TriggerTexts() {}

    static List<String> of(TriggerTypeContract contract) {
        return contract.samples().stream().map(TriggerSample::toString).toList();
    }

    /**
     * The same in a new process with this one's class path.
     *
     * @throws AssertionError when that process fails, with what it said
     */
    static List<String> inAnotherProcess(TriggerTypeContract contract) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        TriggerTexts.class.getName(),
                        contract.getClass().getName())
                .redirectErrorStream(true);
        command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            Process process = command.start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new AssertionError("another process could not make the samples: " + lines);
            return lines;
        } catch (IOException e) {
            throw new AssertionError("another process could not be started: " + java, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while another process made the samples", e);
        }
    }

    /** Writes the texts of a contract class, a line each. */
    public static void main(String[] contractClass) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(contractClass[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        of((TriggerTypeContract) constructor.newInstance()).forEach(out::println);
    }
}
