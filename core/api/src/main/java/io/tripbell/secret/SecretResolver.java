// SPDX-License-Identifier: Apache-2.0
package io.tripbell.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the values of secrets. Asked at start (is it there?) and at each attempt to send, from several threads at once.
 * A resolver may be slow or throw: the engine bounds each call to 2 s and treats a failure as a reason to try later.
 */
@FunctionalInterface
public interface SecretResolver {

    /**
     * The value of a secret.
     *
     * @return empty when this resolver does not know the name, or does not tell it
     * @throws SecurityException for a name that must not be asked for; users are told the same as of an unknown one
     */
    Optional<String> resolve(String name);

    /**
     * This resolver for some names. Any other is answered as one that it does not know, without asking it, so that whoever may
     * name secrets cannot find out which there are.
     *
     * @param open whether a name may be asked for; called from several threads at once
     */
    default SecretResolver only(Predicate<String> open) {
        Objects.requireNonNull(open, "open");
        return name -> open.test(name) ? resolve(name) : Optional.empty();
    }

    /** Environment variables of this process, by exact name. */
    static SecretResolver environment() {
        return name -> Optional.ofNullable(System.getenv(name));
    }

    /** System properties of this process, by exact name. */
    static SecretResolver systemProperties() {
        return name -> Optional.ofNullable(System.getProperty(name));
    }

    /**
     * One file a secret, named as the secret, as container platforms mount them. One line end at the end of a file is not
     * part of the value; a file over 64 KiB is refused; a name never leads out of the folder.
     */
    static SecretResolver folder(Path folder) {
        return new SecretFolder(folder);
    }

    /** A fixed set, copied. Its {@code toString} shows names only. */
    static SecretResolver of(Map<String, String> values) {
        return new FixedSecrets(values);
    }

    /** Asks the resolvers in turn; the first that knows the name answers. */
    static SecretResolver chain(SecretResolver... resolvers) {
        List<SecretResolver> inOrder = List.of(resolvers);
        return name -> inOrder.stream()
                .flatMap(resolver -> resolver.resolve(name).stream())
                .findFirst();
    }
}
