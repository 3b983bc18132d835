// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.confirming;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last entries put in. Guarded by its users. */
final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;
    // As many as the outbox holds: an entry is needed for as long as deliveries of its firing wait for their first try.
    private static final int MOST = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
    }
}
