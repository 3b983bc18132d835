// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

/** One atomic step on a store, through narrow roles. Used on one thread, within {@link Store#inSession} only. */
public interface StoreSession {

    TriggerStates triggerStates();

    Timers timers();

    Incidents incidents();

    Deliveries deliveries();

    SeenEvents seenEvents();

    Journal journal();

    Mutes mutes();

    Quotas quotas();
}
