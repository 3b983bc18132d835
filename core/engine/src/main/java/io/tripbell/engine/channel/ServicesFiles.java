// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.notify.NotifierProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which services file names which provider, so that a broken one can be shown its place. Immutable. */
final class ServicesFiles {
    private static final String NAME = "META-INF/services/" + NotifierProvider.class.getName();

    private final Map<String, String> fileOfClass;

    private ServicesFiles(Map<String, String> fileOfClass) {
        this.fileOfClass = fileOfClass;
    }

    /** Reads what can be read; for messages only, so that what cannot is left out. */
    static ServicesFiles of(ClassLoader loader) {
        Map<String, String> found = new LinkedHashMap<>();
        try {
            for (URL file : Collections.list(loader.getResources(NAME))) read(file, found);
        } catch (IOException e) {
            return new ServicesFiles(found); // ServiceLoader meets the same and its complaint is reported
        }
        return new ServicesFiles(found);
    }

    private static void read(URL file, Map<String, String> found) {
        try {
            URLConnection connection = file.openConnection();
            connection.setUseCaches(false); // a jar kept open could not be replaced
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> found.putIfAbsent(name, file.toString()));
            }
        } catch (IOException | IllegalArgumentException e) {
            found.putIfAbsent("", file.toString());
        }
    }

    /** The file that names a class; empty when none does. */
    String fileOf(String className) {
        return fileOfClass.getOrDefault(className, "");
    }

    /** The first named class that is not among these: the one that {@code ServiceLoader} is at. */
    Optional<String> firstBut(Collection<String> seen) {
        return fileOfClass.keySet().stream()
                .filter(name -> !name.isEmpty() && !seen.contains(name))
                .findFirst();
    }
}
