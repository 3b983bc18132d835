// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a main class in a process of its own and reads the numbers that it prints. */
final class Fresh {
    private Fresh() {}

    /** With a large heap and a collector that leaves nothing lying around, for what counts bytes and single threads. */
    static double[] run(Class<?> main, Object... arguments) throws IOException, InterruptedException {
        return run(List.of("-Xmx10g", "-XX:+UseParallelGC"), main, arguments);
    }

    /** With the collector that a host has by default, and 2 GB. */
    static double[] asHost(Class<?> main, Object... arguments) throws IOException, InterruptedException {
        return run(List.of("-Xmx2g"), main, arguments);
    }

    private static double[] run(List<String> options, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) command.add(argument.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed;
        try (InputStream out = process.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).trim();
        }
        if (process.waitFor() != 0) throw new IllegalStateException(main + " ended with " + process.exitValue());
        return Stream.of(printed.split("\\s+", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
