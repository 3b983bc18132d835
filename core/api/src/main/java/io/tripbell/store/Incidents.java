// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.time.Instant;
import java.util.List;
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

    /** The endings of an automation and key that are kept, the earliest first; a store keeps the newest few. */
    List<Ending> endings(String automationId, String key);

    /**
     * Keeps an ending, since what it ends may come later.
     *
     * @param forgetBefore endings of before then need not be kept any more
     */
    void keep(Ending ending, Instant forgetBefore);

    /** An incident by the firing that opened it, open or lately closed; the store keeps some thousand closed ones. */
    Optional<Incident> byFiring(String firingId);

    /** Adds to what a channel remembers of an incident, open or lately closed; nothing happens when it is unknown. */
    void remember(String firingId, String channel, Map<String, String> more);

    /** Ends every open incident of an automation without a word, and forgets its endings. */
    void removeAll(String automationId);

    /** How many are open. */
    long count();
}
