// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first mail of an incident to one recipient, which later ones answer. Kept in the incident's memory by recipient, since
 * each recipient has a first mail of its own. Immutable.
 *
 * @param messageId with its angle brackets
 * @param subject as people read it
 */
record MailThread(String messageId, String subject) {
    private static final Pattern MESSAGE_ID = Pattern.compile("<[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,253}>");

    /** The thread that a recipient already has; empty for the first mail. */
    static Optional<MailThread> remembered(Map<String, String> memory, String recipient) {
        String messageId = memory.get(idKey(recipient));
        String subject = memory.get(subjectKey(recipient));
        if (messageId == null
                || subject == null
                || !MESSAGE_ID.matcher(messageId).matches()) return Optional.empty();
        return Optional.of(new MailThread(messageId, subject));
    }

    /** What to remember so that {@link #remembered} finds this thread. */
    Map<String, String> toRemember(String recipient) {
        return Map.of(idKey(recipient), messageId, subjectKey(recipient), subject);
    }

    private static String idKey(String recipient) {
        return "firstMessageId " + recipient;
    }

    private static String subjectKey(String recipient) {
        return "firstSubject " + recipient;
    }
}
