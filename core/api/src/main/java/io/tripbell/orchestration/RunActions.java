// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.action.Actions;
import io.tripbell.action.Call;
import io.tripbell.action.HostAction.Invocation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Actions on the host's own runs, carried out by its {@link Orchestrator}; read well when imported statically. */
public final class RunActions {
    /** The handler's name of {@link #cancelRun}. */
    public static final String CANCEL_RUN = "cancel-run";

    /** The handler's name of {@link #pauseSchedule}. */
    public static final String PAUSE_SCHEDULE = "pause-schedule";

    /** The handler's name of {@link #createRun}. */
    public static final String CREATE_RUN = "create-run";

    /** The handler's name of {@link #setRunState}. */
    public static final String SET_RUN_STATE = "set-run-state";

    private static final String PARAMETER = "parameter.";

    private RunActions() {}

    /** Cancels the run that tripped the automation. */
    public static Call cancelRun() {
        return Actions.call(CANCEL_RUN).with("runId", "{{run.id}}");
    }

    /** Pauses the schedule of the flow whose run tripped the automation. */
    public static Call pauseSchedule() {
        return pauseSchedule("{{flow.name}}");
    }

    /** Pauses the schedule of a flow. */
    public static Call pauseSchedule(String flow) {
        return Actions.call(PAUSE_SCHEDULE).with("flow", flow);
    }

    /** Makes a run of a flow; parameters are added by {@link #parameter}. */
    public static Call createRun(String flow) {
        return Actions.call(CREATE_RUN).with("flow", flow);
    }

    /** Puts the run that tripped the automation into a state. */
    public static Call setRunState(String state) {
        return Actions.call(SET_RUN_STATE).with("runId", "{{run.id}}").with("state", state);
    }

    /** The argument's name of a run's parameter: {@code createRun("repair").with(parameter("day"), "{{run.name}}")}. */
    public static String parameter(String name) {
        return PARAMETER + name;
    }

    static Map<String, String> parametersOf(Invocation call) {
        Map<String, String> parameters = new LinkedHashMap<>();
        call.arguments().forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) parameters.put(name.substring(PARAMETER.length()), value);
        });
        return parameters;
    }
}
