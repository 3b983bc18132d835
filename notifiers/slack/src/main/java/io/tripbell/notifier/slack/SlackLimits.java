// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

/** How much Slack takes. Its own counts are of the text as sent, after escaping; {@link SlackFields} names the sources. */
final class SlackLimits {
    static final int BLOCKS = 50;
    static final int HEADER = 150;
    static final int SECTION = 3_000;
    static final int FIELDS = 10;
    static final int FIELD = 2_000;
    static final int BUTTONS = 25;
    static final int BUTTON_TEXT = 75;
    static final int BUTTON_URL = 3_000;
    // Slack refuses about 13 200 as msg_blocks_too_long, though each block alone is legal.
    static final int ALL_BLOCKS = 13_000;
    // Recommended; Slack itself cuts after 40 000.
    static final int TEXT = 4_000;

    private SlackLimits() {}
}
