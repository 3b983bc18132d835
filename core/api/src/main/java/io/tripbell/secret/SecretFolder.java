// SPDX-License-Identifier: Apache-2.0
package io.tripbell.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Secrets as files of a folder, read anew each time so that a rotation is seen. Immutable. */
final class SecretFolder implements SecretResolver {
    private static final int LARGEST = 64 * 1024;

    private final Path folder;

    SecretFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public Optional<String> resolve(String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) return Optional.empty();
        try {
            if (Files.size(file) > LARGEST) throw new IOException("larger than " + LARGEST + " bytes: " + file);
            return Optional.of(withoutLastLineEnd(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("secret " + name + " cannot be read from " + folder, e);
        }
    }

    private static String withoutLastLineEnd(String text) {
        if (text.endsWith("\r\n")) return text.substring(0, text.length() - 2);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return "secrets in " + folder;
    }
}
