// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.action.Call;
import io.tripbell.message.Texts;
import io.tripbell.orchestration.RunActions;
import java.util.Map;

/** What a call does, in words. */
final class CallWords {
    private CallWords() {}

    /** One line without a full stop, such as {@code Cancels run nightly-7}. */
    static String of(Call call, Map<String, String> arguments, Occasion occasion) {
        String flow = arguments.getOrDefault("flow", "");
        String run = run(arguments.getOrDefault("runId", ""), occasion);
        return Texts.oneLine(
                switch (call.handler()) {
                    case RunActions.CANCEL_RUN -> "Cancels run " + run;
                    case RunActions.PAUSE_SCHEDULE -> "Pauses the schedule of flow " + known(flow);
                    case RunActions.CREATE_RUN -> "Creates a run of flow " + known(flow);
                    case RunActions.SET_RUN_STATE ->
                        "Puts run " + run + " into state " + known(arguments.getOrDefault("state", ""));
                    default -> "Calls '" + call.handler() + "'";
                });
    }

    private static String run(String id, Occasion occasion) {
        return occasion.reading()
                .filter(reading -> reading.ofRun() && reading.id().equals(id))
                .map(EventReading::name)
                .orElseGet(() -> known(id));
    }

    private static String known(String value) {
        return value.isBlank() ? "(missing)" : value;
    }
}
