// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How requests name their sender. */
final class UserAgent {
    /** {@code Tripbell/} and the version. */
    static final String VALUE = "Tripbell/" + version();

    private UserAgent() {}

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = UserAgent.class.getResourceAsStream("version.properties")) {
            if (in != null) properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
