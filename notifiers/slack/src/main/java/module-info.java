// SPDX-License-Identifier: Apache-2.0
import io.tripbell.notifier.slack.SlackProvider;
import io.tripbell.notify.NotifierProvider;
import org.jspecify.annotations.NullMarked;

/** Posts to Slack through an incoming webhook or a bot. */
@NullMarked
module io.tripbell.notifier.slack {
    requires transitive io.tripbell.api;
    requires io.tripbell.notifier.http;
    requires com.fasterxml.jackson.core;

    exports io.tripbell.notifier.slack;

    provides NotifierProvider with
            SlackProvider;
}
