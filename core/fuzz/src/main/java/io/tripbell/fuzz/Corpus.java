// SPDX-License-Identifier: Apache-2.0
package io.tripbell.fuzz;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The bytes of each file of a class's corpus, and no bytes at all. */
public final class Corpus implements ArgumentsProvider {

    public Corpus() {}

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context)
            throws IOException {
        List<Arguments> inputs = new ArrayList<>();
        inputs.add(Arguments.of(Named.of("no bytes", new byte[0])));
        for (Path file : files(folderOf(context.getRequiredTestClass())))
            inputs.add(Arguments.of(Named.of(file.getFileName().toString(), Files.readAllBytes(file))));
        return inputs.stream();
    }

    /**
     * Where the corpus of a class lies.
     *
     * @throws IllegalStateException naming the folder when there is none
     */
    static Path folderOf(Class<?> type) {
        String name = "fuzz/" + type.getSimpleName();
        URL folder = type.getClassLoader().getResource(name);
        if (folder == null)
            throw new IllegalStateException("no corpus: put a first input into src/test/resources/" + name);
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path to " + folder, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
