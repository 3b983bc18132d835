// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.action.HostAction;
import io.tripbell.action.HostAction.Invocation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What automations can do to the host. A host implements what it can; the rest answers that it is not supported. Every call
 * may come twice and must be idempotent by {@link Invocation#deliveryId}; see {@link HostAction} for threads, retries and
 * exceptions.
 */
public interface Orchestrator {

    /** Cancels a run that has not ended; does nothing when it has. */
    default void cancelRun(String runId, Invocation invocation) throws Exception {
        throw new UnsupportedAction(RunActions.CANCEL_RUN);
    }

    /** Stops a flow's schedule from making runs; does nothing when it is paused already. */
    default void pauseSchedule(String flow, Invocation invocation) throws Exception {
        throw new UnsupportedAction(RunActions.PAUSE_SCHEDULE);
    }

    /** Makes a run of a flow; under one delivery id at most one. */
    default void createRun(String flow, Map<String, String> parameters, Invocation invocation) throws Exception {
        throw new UnsupportedAction(RunActions.CREATE_RUN);
    }

    /** Puts a run into a state. */
    default void setRunState(String runId, String state, Invocation invocation) throws Exception {
        throw new UnsupportedAction(RunActions.SET_RUN_STATE);
    }

    /** These methods as handlers, by the names that {@link RunActions} uses. */
    default Map<String, HostAction> handlers() {
        Map<String, HostAction> handlers = new LinkedHashMap<>();
        handlers.put(RunActions.CANCEL_RUN, call -> cancelRun(call.required("runId"), call));
        handlers.put(RunActions.PAUSE_SCHEDULE, call -> pauseSchedule(call.required("flow"), call));
        handlers.put(
                RunActions.CREATE_RUN, call -> createRun(call.required("flow"), RunActions.parametersOf(call), call));
        handlers.put(
                RunActions.SET_RUN_STATE, call -> setRunState(call.required("runId"), call.required("state"), call));
        return handlers;
    }

    /** The host does not offer this action; no try will change that. */
    final class UnsupportedAction extends RuntimeException implements HostAction.NonRetryable {
        private static final long serialVersionUID = 1;

        UnsupportedAction(String action) {
            super("this host's orchestrator does not offer '" + action
                    + "'; implement it or register a handler of that name");
        }
    }
}
