// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.activation.CommandInfo;
import jakarta.activation.CommandMap;
import jakarta.activation.DataContentHandler;
import jakarta.activation.DataHandler;
import jakarta.mail.internet.MimeMultipart;
import org.eclipse.angus.mail.handlers.multipart_mixed;
import org.jspecify.annotations.Nullable;

/** The parts of a mail that say the same, the plainest first. Their boundary is the delivery's, so that a retry has equal bytes. */
final class Alternatives extends MimeMultipart {

    Alternatives(String deliveryId) {
        super("alternative");
        // "=_" stands in no line of quoted-printable or base64 (RFC 2045, section 6.7).
        contentType = "multipart/alternative;\r\n boundary=\"=_tripbell_" + deliveryId + "\"";
    }

    DataHandler dataHandler() {
        DataHandler handler = new DataHandler(this, contentType);
        handler.setCommandMap(new MultipartWriter());
        return handler;
    }

    /** Names the class that writes a multipart, which is otherwise looked up by the thread's class loader. */
    private static final class MultipartWriter extends CommandMap {
        @Override
        public DataContentHandler createDataContentHandler(String mimeType) {
            return new multipart_mixed();
        }

        @Override
        public CommandInfo[] getPreferredCommands(String mimeType) {
            return new CommandInfo[0];
        }

        @Override
        public CommandInfo[] getAllCommands(String mimeType) {
            return new CommandInfo[0];
        }

        @Override
        public @Nullable CommandInfo getCommand(String mimeType, String name) {
            return null;
        }
    }
}
