// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginBoundaryTest {

    @Test
    void givesBackWhatTheCodeReturned() {
        assertThat(PluginBoundary.call(() -> "x")).isEqualTo(new Returned<>("x"));
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void makesAValueOfWhateverIsThrown(Throwable thrown) {
        Outcome<Object> outcome = PluginBoundary.call(() -> {
            new Sneak<RuntimeException>().on(thrown);
            return "never";
        });

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Threw.class, threw -> assertThat(threw.thrown()).isSameAs(thrown));
        Thread.interrupted();
    }

    static Stream<Throwable> everythingThatCanBeThrown() {
        return Stream.of(
                new IllegalStateException("x"),
                new IOException("x"),
                new StackOverflowError(),
                new OutOfMemoryError("x"),
                new NoClassDefFoundError("x"),
                new ExceptionInInitializerError("x"),
                new AssertionError("x"),
                new InterruptedException("x"),
                new Throwable("of its own kind"));
    }

    @Test
    void survivesARealStackOverflow() {
        assertThat(PluginBoundary.call(() -> recurse(0))).isInstanceOf(Threw.class);
    }

    @Test
    void setsTheFlagAgainThatAnInterruptedExceptionHadCleared() {
        PluginBoundary.call(() -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void undoesWhatTheCodeDidToItsThread() throws IOException {
        Thread self = Thread.currentThread();
        String name = self.getName();
        ClassLoader loader = self.getContextClassLoader();

        try (URLClassLoader other = new URLClassLoader(new URL[0])) {
            PluginBoundary.run(() -> {
                self.setName("mine now");
                self.setContextClassLoader(other);
            });
        }

        assertThat(self.getName()).isEqualTo(name);
        assertThat(self.getContextClassLoader()).isSameAs(loader);
    }

    @Test
    void tellsWhatWasThrownInOneBoundedLine() {
        Throwable thrown = new IllegalStateException("two\r\nlines " + "x".repeat(1_000_000), new IOException("why"));

        String problem = new Threw<>(thrown).problem();

        assertThat(problem)
                .startsWith("threw java.lang.IllegalStateException: two lines xxx")
                .endsWith("caused by java.io.IOException: why")
                .doesNotContain("\n")
                .hasSizeLessThan(1_200);
    }

    @Test
    void standsAnExceptionWhoseOwnMethodsThrow() {
        Throwable hostile = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message for you");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new StackOverflowError();
            }
        };

        assertThat(new Threw<>(hostile).problem())
                .startsWith("threw " + getClass().getName());
    }

    @Test
    void isTheOnlyClassOfTheEngineThatCatchesThrowable() throws IOException {
        Pattern caught = Pattern.compile("catch \\((final )?(\\w+ \\| )*(Throwable|Error)\\b");
        Path sources = Path.of("src/main/java");

        try (Stream<Path> files = Files.walk(sources)) {
            List<String> catching = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> caught.matcher(text(file)).find())
                    .map(file -> file.getFileName().toString())
                    .toList();

            assertThat(catching).containsExactly("PluginBoundary.java");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int recurse(int depth) {
        return depth < 0 ? depth : recurse(depth + 1) + 1;
    }

    /** Throws what no signature allows, as code of other languages does. */
    private static final class Sneak<E extends Throwable> {
        @SuppressWarnings({"unchecked", "DoNotCallSuggester"}) // the cast is erased: any throwable passes as unchecked
        void on(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }
}
