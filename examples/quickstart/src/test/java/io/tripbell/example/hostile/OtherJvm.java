// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a host of the tests in a JVM of its own, with an environment of its own, and gives everything that it wrote. */
final class OtherJvm {
    private static final long LONGEST_SECONDS = 100;

    private OtherJvm() {}

    /**
     * What the host wrote to standard output and error, its log included.
     *
     * @throws AssertionError when it failed or took too long, with what it wrote
     */
    static String run(Class<?> host, Map<String, String> environment, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), host.getName()));
        File output = File.createTempFile("tripbell-host", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
            builder.environment().putAll(environment);
            int status = await(builder.start());
            String written = Files.readString(output.toPath());
            if (status != 0) throw new AssertionError(host.getSimpleName() + " ended with " + status + ":\n" + written);
            return written;
        } finally {
            Files.delete(output.toPath());
        }
    }

    private static int await(Process process) throws IOException, InterruptedException {
        try {
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }
}
