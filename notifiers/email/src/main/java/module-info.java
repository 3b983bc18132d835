// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Sends mail over SMTP. */
@NullMarked
module io.tripbell.notifier.email {
    requires transitive io.tripbell.api;
    requires jakarta.mail;
    requires java.logging;
    requires org.eclipse.angus.mail;

    exports io.tripbell.notifier.email;

    provides io.tripbell.notify.NotifierProvider with
            io.tripbell.notifier.email.EmailProvider;
}
