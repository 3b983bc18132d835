// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Opens and closes alerts at PagerDuty. */
@NullMarked
module io.tripbell.notifier.pagerduty {
    requires transitive io.tripbell.api;
    requires io.tripbell.notifier.http;
    requires com.fasterxml.jackson.core;

    exports io.tripbell.notifier.pagerduty;

    provides io.tripbell.notify.NotifierProvider with
            io.tripbell.notifier.pagerduty.PagerDutyProvider;
}
