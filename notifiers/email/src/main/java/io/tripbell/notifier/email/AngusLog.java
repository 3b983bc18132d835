// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The log of Angus Mail's side of a dialogue, which bears the name of the class that speaks and so of this package. It would
 * show mails, and credentials that a server repeats in its replies (T41); notifiers do not log.
 */
final class AngusLog {
    // Held, as the JDK forgets a logger, and its level, when nobody does.
    private static final List<Logger> SILENT = Stream.of("", ".protocol")
            .map(part -> Logger.getLogger(SmtpDialogue.class.getPackageName() + part))
            .toList();

    private AngusLog() {}

    /** Writes nothing from now on, whatever a host's root logger lets through. */
    static void silence() {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
