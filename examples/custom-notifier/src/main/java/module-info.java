// SPDX-License-Identifier: Apache-2.0
/** Publishes messages to a topic of ntfy. */
module com.example.ntfy {
    requires io.tripbell.api;
    requires io.tripbell.notifier.http;

    provides io.tripbell.notify.NotifierProvider with
            com.example.ntfy.NtfyProvider;
}
