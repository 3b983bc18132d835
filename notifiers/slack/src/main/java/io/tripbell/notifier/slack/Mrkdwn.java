// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Link;
import io.tripbell.message.Texts;
import java.net.URI;

/**
 * Slack's own mark-up. Exactly {@code &}, {@code <} and {@code >} are escaped, once (Slack, "Formatting text for app
 * surfaces"); {@code *}, {@code _}, {@code ~} and backticks have no escape, so text of others stands in plain-text or code
 * elements.
 */
final class Mrkdwn {
    private static final String FENCE = "```";
    private static final int LONGEST_LABEL = 200;

    private Mrkdwn() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The escaped text, cut between graphemes and never inside an entity. */
    static String escape(String text, int limit) {
        return escape(
                Texts.cut(text, limit, Texts.ELLIPSIS, part -> escape(part).length()));
    }

    /** A link; a bar would end its address, and in its label no bar can stand. */
    static String link(Link link) {
        String url = link.url()
                .replace("|", "%7C")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace(" ", "%20");
        String label = Legible.line(link.text()).replace('|', '\u00A6');
        return "<" + escape(url) + (label.isBlank() ? "" : "|" + escape(label, LONGEST_LABEL)) + ">";
    }

    /** Where a link goes, in ASCII. */
    static String address(Link link) {
        return URI.create(link.url()).toASCIIString();
    }

    /** A block of code that its text cannot end: three backticks in a row become three apostrophes. */
    static String code(String text, int limit) {
        int room = limit - 2 * (FENCE.length() + 1);
        return FENCE + "\n" + escape(text.replace(FENCE, "'''"), room) + "\n" + FENCE;
    }
}
