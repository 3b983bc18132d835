// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README and docs are true as far as a machine can tell: every example compiles and every link leads somewhere. */
class PagesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Test
    void everyExampleCompiles(@TempDir Path classes) {
        List<JavaExample> examples =
                pages().stream().flatMap(page -> page.examples().stream()).toList();

        assertThat(examples).hasSizeGreaterThan(40);
        assertThat(mistakes(examples, classes)).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<Page> pages = pages();

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(pages.stream().flatMap(page -> page.deadLinks().stream())).isEmpty();
    }

    private static List<String> mistakes(List<JavaExample> examples, Path classes) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-d", classes.toString());
        ToolProvider.getSystemJavaCompiler()
                .getTask(new StringWriter(), null, found, options, null, examples)
                .call();
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(PagesTest::inWords)
                .toList();
    }

    private static String inWords(Diagnostic<? extends JavaFileObject> mistake) {
        return mistake.getSource() instanceof JavaExample example
                ? example.place(mistake.getLineNumber()) + ": " + mistake.getMessage(null)
                : mistake.toString();
    }

    private static List<Page> pages() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(file -> Page.read(ROOT, file))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
