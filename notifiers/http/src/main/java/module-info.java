// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The HTTP transport that the notifiers share: one try, bounded in time and size, with an exact outcome. */
@NullMarked
module io.tripbell.notifier.http {
    requires transitive io.tripbell.api;
    requires okhttp3;
    requires okio;
    requires kotlin.stdlib;

    exports io.tripbell.notifier.http;
}
