// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Runs automations: evaluation, timers, rendering, delivery and the store in memory. */
@NullMarked
module io.tripbell.engine {
    requires transitive io.tripbell.api;
    requires org.slf4j;
    requires com.samskivert.jmustache;

    exports io.tripbell.engine;
    exports io.tripbell.engine.egress;
    exports io.tripbell.engine.memory;
    exports io.tripbell.engine.replay;
    exports io.tripbell.engine.time;

    uses io.tripbell.notify.NotifierProvider;
}
