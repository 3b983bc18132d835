// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.NotifierProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** A folder of compiled plug-ins, made by a test. */
final class PluginFolder {
    private static final String SERVICES = "META-INF/services/" + NotifierProvider.class.getName();

    private final Path sources;
    private final Path classes;
    private final List<Path> files = new ArrayList<>();

    PluginFolder(Path root) throws IOException {
        this.sources = Files.createDirectories(root.resolve("sources"));
        this.classes = Files.createDirectories(root.resolve("classes"));
    }

    /** Adds a class of package {@code plug}. */
    PluginFolder source(String name, String declaration) throws IOException {
        Path file = Files.createDirectories(sources.resolve("plug")).resolve(name + ".java");
        String imports = "import io.tripbell.notify.*; import java.util.*; import java.time.*;";
        Files.writeString(file, "package plug; " + imports + " " + declaration);
        files.add(file);
        return this;
    }

    /** Adds a sound provider of a type whose body begins with {@code members}. */
    PluginFolder provider(String name, String type, String members) throws IOException {
        return source(
                name,
                "public class " + name + " implements NotifierProvider { " + members
                        + " public NotifierDescriptor descriptor() { return NotifierDescriptor.of(\"" + type
                        + "\", \"T\").build(); }"
                        + " public Notifier create(NotifierSettings s, NotifierContext c) { throw new"
                        + " UnsupportedOperationException(); } }");
    }

    PluginFolder services(String... lines) throws IOException {
        Path file = classes.resolve(SERVICES);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
        return this;
    }

    PluginFolder compile() throws URISyntaxException {
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        String classPath = String.join(
                System.getProperty("path.separator"),
                placeOf(NotifierProvider.class).toString(),
                placeOf(NullMarked.class).toString(),
                placeOf(PluginFolder.class).toString());
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "--release", "17", "-cp", classPath, "-d", classes.toString()));
        files.forEach(file -> arguments.add(file.toString()));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = compiler.run(out, out, arguments.toArray(String[]::new));
        assertThat(status).as(said.toString()).isZero();
        return this;
    }

    /** Takes a compiled class away again. */
    PluginFolder without(String name) throws IOException {
        Files.delete(classFile(name));
        return this;
    }

    /** Makes a class look as if a Java of the far future had compiled it. */
    PluginFolder ofTheFuture(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(classFile(name));
        bytes[7] = (byte) 200; // the lower byte of the major version, JVMS 4.1
        Files.write(classFile(name), bytes);
        return this;
    }

    URLClassLoader loader(ClassLoader parent) throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, parent);
    }

    String location() throws MalformedURLException {
        return classes.toUri().toURL().toString();
    }

    private Path classFile(String name) {
        return classes.resolve("plug").resolve(name + ".class");
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
