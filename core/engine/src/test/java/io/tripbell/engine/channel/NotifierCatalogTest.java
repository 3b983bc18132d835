// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.VirtualTime;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisplayName("T46")
class NotifierCatalogTest {
    private static final ClassLoader APP = NotifierCatalogTest.class.getClassLoader();

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final Workers workers = Workers.onDemand("test");
    private final Supervisor supervisor = new Supervisor(time, workers);

    @TempDir
    Path temp;

    @BeforeEach
    void reset() {
        HangingSwitch.reset();
    }

    @AfterEach
    void close() {
        HangingSwitch.release();
        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        supervisor.close();
        workers.close();
    }

    @Test
    void loadsTheGoodOnesAmongEveryKindOfBrokenOneAndTellsEachOnceWithACure() throws Exception {
        PluginFolder folder = new PluginFolder(temp)
                .provider("First", "first", "")
                .provider("Throwing", "throwing", "public Throwing() { throw new IllegalStateException(\"boom\"); }")
                .provider("Static", "static", "static { if (true) throw new IllegalStateException(\"static boom\"); }")
                .source("Stranger", "public class Stranger {}")
                .source("Parent", "public class Parent {}")
                .source(
                        "Orphan",
                        "public class Orphan extends Parent implements NotifierProvider { public NotifierDescriptor"
                                + " descriptor() { return null; } public Notifier create(NotifierSettings s,"
                                + " NotifierContext c) { return null; } }")
                .source("Needed", "public class Needed { public static void use() {} }")
                .provider("Needy", "needy", "public Needy() { Needed.use(); }")
                .provider("Future", "future", "")
                .provider("Hidden", "hidden", "private Hidden() {}")
                .source(
                        "Mute",
                        "public class Mute implements NotifierProvider { public NotifierDescriptor descriptor() {"
                                + " return null; } public Notifier create(NotifierSettings s, NotifierContext c) {"
                                + " return null; } }")
                .source(
                        "Shouting",
                        "public class Shouting implements NotifierProvider { public NotifierDescriptor descriptor() {"
                                + " throw new StackOverflowError(); } public Notifier create(NotifierSettings s,"
                                + " NotifierContext c) { return null; } }")
                .provider("Twin", "first", "")
                .provider("Usurper", "log", "")
                .provider("Last", "last", "")
                .compile()
                .without("Parent")
                .without("Needed")
                .ofTheFuture("Future")
                .services(
                        "# every kind of broken plug-in",
                        "plug.First # good",
                        "plug.Throwing",
                        "plug.Static",
                        "plug.Gone",
                        "plug.Stranger",
                        "plug.Orphan",
                        "plug.Needy",
                        "plug.Future",
                        "plug.Hidden",
                        "plug.Mute",
                        "plug.Shouting",
                        "plug.Twin",
                        "plug.Usurper",
                        "plug.Last");

        NotifierCatalog catalog;
        try (URLClassLoader loader = folder.loader(APP)) {
            catalog = NotifierCatalog.load(List.of(loader), supervisor);
        }

        assertThat(catalog.types()).containsExactly("first", "last", "log");
        assertThat(catalog.find("first"))
                .hasValueSatisfying(
                        provider -> assertThat(provider.getClass().getName()).isEqualTo("plug.First"));
        assertThat(catalog.problems())
                .extracting(ProviderProblem::className)
                .containsExactlyInAnyOrder(
                        "plug.Throwing",
                        "plug.Static",
                        "plug.Gone",
                        "plug.Stranger",
                        "plug.Orphan",
                        "plug.Needy",
                        "plug.Future",
                        "plug.Hidden",
                        "plug.Mute",
                        "plug.Shouting",
                        "plug.Twin",
                        "plug.Usurper");
        assertThat(catalog.problems()).allSatisfy(problem -> {
            assertThat(problem.location()).startsWith(folder.location());
            assertThat(problem.cure()).isNotBlank();
            assertThat(problem.toString()).doesNotContain("\n").contains(problem.className(), "is not used");
        });
        assertThat(problemOf(catalog, "plug.Throwing").reason()).contains("boom");
        assertThat(problemOf(catalog, "plug.Static").reason()).contains("static boom");
        assertThat(problemOf(catalog, "plug.Gone").cure()).contains("add the jar that holds it");
        assertThat(problemOf(catalog, "plug.Stranger").cure()).contains("second copy of tripbell-api");
        assertThat(problemOf(catalog, "plug.Orphan").reason()).contains("plug/Parent");
        assertThat(problemOf(catalog, "plug.Orphan").cure()).contains("missing class");
        assertThat(problemOf(catalog, "plug.Needy").reason()).contains("plug/Needed");
        assertThat(problemOf(catalog, "plug.Future").cure()).contains("newer Java");
        assertThat(problemOf(catalog, "plug.Hidden").cure()).contains("public constructor without parameters");
        assertThat(problemOf(catalog, "plug.Mute").reason()).contains("descriptor() returned null");
        assertThat(problemOf(catalog, "plug.Twin").reason()).contains("type 'first' belongs to plug.First");
        assertThat(problemOf(catalog, "plug.Usurper").reason()).contains("LogNotifierProvider");
    }

    private static ProviderProblem problemOf(NotifierCatalog catalog, String className) {
        return catalog.problems().stream()
                .filter(problem -> problem.className().equals(className))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsTheFileAndLineOfABadServicesFileAndReadsTheOthers() throws Exception {
        PluginFolder bad = new PluginFolder(temp.resolve("bad"))
                .provider("Lost", "lost", "")
                .compile()
                .services("plug.Lost", "this is no class name");
        PluginFolder good = new PluginFolder(temp.resolve("good"))
                .provider("Good", "good", "")
                .compile()
                .services("plug.Good");

        NotifierCatalog catalog;
        try (URLClassLoader first = bad.loader(APP);
                URLClassLoader second = good.loader(first)) {
            catalog = NotifierCatalog.load(List.of(second), supervisor);
        }

        assertThat(catalog.types()).contains("good");
        assertThat(catalog.problems()).anySatisfy(problem -> {
            assertThat(problem.location()).startsWith(bad.location()).endsWith("NotifierProvider:2");
            assertThat(problem.reason()).contains("Illegal");
            assertThat(problem.cure()).contains("correct the line");
        });
    }

    @Test
    void letsGoOfAConstructorThatNeverReturnsAfterFiveSeconds() throws Exception {
        PluginFolder folder = new PluginFolder(temp)
                .provider("Endless", "endless", "public Endless() { io.tripbell.engine.channel.HangingSwitch.hang(); }")
                .provider("Good", "good", "")
                .compile()
                .services("plug.Endless", "plug.Good");
        try (URLClassLoader loader = folder.loader(APP)) {
            CompletableFuture<NotifierCatalog> loaded = new CompletableFuture<>();
            new Thread(() -> loaded.complete(NotifierCatalog.load(List.of(loader), supervisor))).start();
            assertThat(HangingSwitch.reached().await(50, TimeUnit.SECONDS)).isTrue();

            time.advance(ofSeconds(5));

            NotifierCatalog catalog = loaded.get(50, TimeUnit.SECONDS);
            assertThat(catalog.types()).contains("good").doesNotContain("endless");
            assertThat(catalog.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.className()).isEqualTo("plug.Endless");
                assertThat(problem.reason()).contains("PT5S");
            });
            HangingSwitch.release();
            assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        }
    }

    @Test
    void countsAProviderOnceThatTwoLoadersShow() throws Exception {
        PluginFolder folder = new PluginFolder(temp)
                .provider("Good", "good", "")
                .provider("Bad", "bad", "public Bad() { throw new IllegalStateException(); }")
                .compile()
                .services("plug.Good", "plug.Bad");

        try (URLClassLoader parent = folder.loader(APP);
                URLClassLoader one = new URLClassLoader(new URL[0], parent);
                URLClassLoader two = new URLClassLoader(new URL[0], parent)) {
            NotifierCatalog catalog = NotifierCatalog.load(List.of(one, two, parent, APP), supervisor);

            assertThat(catalog.types()).containsExactly("good", "log");
            assertThat(catalog.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.className()).isEqualTo("plug.Bad"));
        }
    }

    @Test
    void endsASearchThatCannotGetAnywhere() {
        ClassLoader broken = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public Class<?> loadClass(String name) throws ClassNotFoundException {
                throw new ClassNotFoundException(name);
            }
        };

        NotifierCatalog catalog = NotifierCatalog.load(List.of(broken), supervisor);

        assertThat(catalog.types()).containsExactly("log");
        assertThat(catalog.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("the disk is gone"));
    }

    @Test
    void namesTheBrokenOnesWhereATypeIsNotFound() throws Exception {
        PluginFolder folder = new PluginFolder(temp).services("plug.SlackProvider");
        try (URLClassLoader loader = folder.loader(APP)) {
            NotifierCatalog catalog = NotifierCatalog.load(List.of(loader), supervisor);

            assertThat(catalog.whyUnknown("slack"))
                    .contains("tripbell-notifier-slack")
                    .contains("plug.SlackProvider in " + folder.location());
        }
    }

    @Test
    void asksTheContextLoaderAndTheApisOwnUnlessTheHostChooses() throws Exception {
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        try (URLClassLoader context = new URLClassLoader(new URL[0], APP)) {
            self.setContextClassLoader(context);

            assertThat(NotifierCatalog.loaders(null)).containsExactly(context, APP);
            assertThat(NotifierCatalog.loaders(APP)).containsExactly(APP);
        } finally {
            self.setContextClassLoader(before);
        }
    }
}
