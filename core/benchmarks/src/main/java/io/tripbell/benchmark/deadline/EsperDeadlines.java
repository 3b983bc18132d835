// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.tripbell.benchmark.Esper;
import io.tripbell.event.Event;
import java.util.Map;

/** Esper's pattern: each run that starts and is not followed by its end within the hour. */
final class EsperDeadlines implements Deadlines {
    private static final String MODULE = """
            @name('out') select run.id as id from pattern
              [every run=Run(state = 'running') -> (timer:interval(1 hour) and not Run(state = 'completed', id = run.id))];
            """;
    private final Esper esper = new Esper(MODULE, Esper.Run.class);

    @Override
    public void started(Event event) {
        send(event);
    }

    @Override
    public void finished(Event event) {
        send(event);
    }

    private void send(Event event) {
        Map<String, String> labels = event.resource().labels();
        esper.send(new Esper.Run(event.resource().id(), labels.get("flow"), labels.get("state")));
    }
}
