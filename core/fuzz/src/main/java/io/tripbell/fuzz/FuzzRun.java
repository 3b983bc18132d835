// SPDX-License-Identifier: Apache-2.0
package io.tripbell.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on each {@link Fuzzed} class of a module, one after the other, each in a JVM of its own: {@code mvn -Pfuzz test}.
 * New inputs gather in {@code target/fuzz} and are kept for the next run; what breaks a claim lies there as {@code crash-...}.
 */
public final class FuzzRun {
    private final Path classes;
    private final String seconds;
    private final Path work;

    private FuzzRun(Path classes, String seconds, Path work) {
        this.classes = classes;
        this.seconds = seconds;
        this.work = work;
    }

    /**
     * Runs.
     *
     * @param arguments the folder of the compiled tests, the seconds for each class, the folder to work in, and a regular
     *     expression for the simple names of the classes to run
     */
    public static void main(String[] arguments) throws Exception {
        FuzzRun run = new FuzzRun(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]));
        Pattern wanted = Pattern.compile(arguments[3]);
        List<String> broken = new ArrayList<>();
        for (Class<?> type : run.targets()) {
            boolean chosen = wanted.matcher(type.getSimpleName()).matches();
            if (chosen && !run.holds(type)) broken.add(type.getSimpleName());
        }
        if (broken.isEmpty()) return;
        System.out.println(
                "BROKEN: " + broken + "; copy crash-* of " + run.work + " to src/test/resources/fuzz/<class>");
        System.exit(1);
    }

    private List<Class<?>> targets() throws IOException, ClassNotFoundException {
        List<Class<?>> targets = new ArrayList<>();
        for (String name : classNames()) {
            Class<?> type = Class.forName(name, false, FuzzRun.class.getClassLoader());
            if (Claim.of(type).isPresent()) targets.add(type);
        }
        return targets;
    }

    private List<String> classNames() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("FuzzTest.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private boolean holds(Class<?> type) throws IOException, InterruptedException {
        Path found = Files.createDirectories(work.resolve(type.getSimpleName()));
        System.out.println("Fuzzing " + type.getName() + " for " + seconds + " s");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + JazzerTarget.class.getName(),
                        "--target_args=" + type.getName(),
                        "--instrumentation_includes=io.tripbell.**",
                        "--instrumentation_excludes=" + FuzzRun.class.getPackageName() + ".**",
                        // To hook every library too takes a minute, and finds what libraries do on purpose.
                        "--custom_hook_includes=io.tripbell.**",
                        "--reproducer_path=" + work,
                        "-artifact_prefix=" + work.resolve(type.getSimpleName() + "-"),
                        "-max_total_time=" + seconds,
                        "-timeout=60",
                        "-print_final_stats=1",
                        found.toString(),
                        Corpus.folderOf(type).toString())
                .inheritIO()
                .start();
        return jazzer.waitFor() == 0;
    }
}
