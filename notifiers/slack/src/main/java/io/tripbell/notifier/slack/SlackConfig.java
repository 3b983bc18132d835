// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Severity;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notify.NotifierConfig;
import java.nio.file.Path;

/** What both ways into Slack have in common. Not thread-safe; the engine copies it. */
abstract class SlackConfig<C extends SlackConfig<C>> extends NotifierConfig<C> {

    SlackConfig() {
        super(new SlackProvider());
    }

    /**
     * Pings people when something begins that is at least so bad; never for a resolution or a test. Default: nobody.
     *
     * @param who {@code <!here>}, {@code <!channel>}, {@code <!everyone>}, a user {@code <@U123>} or a group
     *     {@code <!subteam^S123>}; several with blanks between them
     * @param from the mildest severity that pings
     */
    public C mention(String who, Severity from) {
        set(SlackFields.MENTION_FROM, from);
        return set(SlackFields.MENTION, who);
    }

    /**
     * Speaks to another host than Slack's own, such as one that takes Slack's messages or a proxy. For a webhook, what its
     * address must begin with; for a bot, what {@code /chat.postMessage} is appended to.
     */
    public C baseUrl(String url) {
        return set(SlackFields.BASE_URL, url);
    }

    /** Trusts the certificates of a PEM file besides those of the JVM; for a {@link #baseUrl} with an authority of its own. */
    public C trustedCertificates(Path pemFile) {
        return set(HttpTransport.TRUSTED_CERTIFICATES.name(), pemFile.toString());
    }
}
