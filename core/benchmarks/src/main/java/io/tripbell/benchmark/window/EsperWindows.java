// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.window;

import io.tripbell.benchmark.Esper;
import io.tripbell.event.Event;
import java.util.Map;

/** Esper's time window, counted by flow. It goes on to put out above five, so its count of firings is larger. */
final class EsperWindows implements Windows {
    private static final String MODULE = """
            @name('out') select flow, count(*) as failures from Run#time(10 min) group by flow having count(*) >= 5;
            """;
    private final Esper esper = new Esper(MODULE, Esper.Run.class);

    @Override
    public void failed(Event event) {
        Map<String, String> labels = event.resource().labels();
        esper.advance(event.occurredAt());
        esper.send(new Esper.Run(event.resource().id(), labels.get("flow"), labels.get("state")));
    }

    @Override
    public long firings() {
        return esper.outputs();
    }
}
