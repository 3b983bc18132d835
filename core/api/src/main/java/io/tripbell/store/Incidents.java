// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.util.Map;
import java.util.Optional;

/** Open incidents, and for a while the memory of closed ones, so that a late resolution finds its thread. */
public interface Incidents {

    /** The open incident of an automation and key. */
    Optional<Incident> open(String automationId, String key);

    /** Keeps an open incident, in place of any earlier one of the same automation and key. */
    void save(Incident incident);

    /** Ends the open incident of an automation and key, if there is one. */
    void close(String automationId, String key);

    /** An incident by the firing that opened it, open or lately closed; the store keeps some thousand closed ones. */
    Optional<Incident> byFiring(String firingId);

    /** Adds to what a channel remembers of an incident, open or lately closed; nothing happens when it is unknown. */
    void remember(String firingId, String channel, Map<String, String> more);

    /** Ends every open incident of an automation without a word. */
    void removeAll(String automationId);

    /** How many are open. */
    long count();
}
