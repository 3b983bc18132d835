// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.pages;

import io.tripbell.automation.Automation;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.Orchestrator;
import io.tripbell.store.Store;
import java.time.Instant;
import java.util.List;

/** What the pages' examples name without showing it. */
public abstract class Scope {
    protected AutomationEngine engine;
    protected Event event;
    protected List<Event> events;
    protected List<Event> kept;
    protected List<Automation> automations;
    protected List<Automation> inForce;
    protected List<Automation> proposed;
    protected FlowRun run;
    protected Runs runs;
    protected Request request;
    protected Store store;
    protected String id;
    protected String runId;
    protected String stateId;
    protected String signingSecret;
    protected byte[] bytesOfTheBody;
    protected Instant start;
    protected Instant yesterday;
    protected Instant endOfMarch;

    protected void shown(Object expression) {}

    /** The host's own way to its runs. */
    protected interface Runs extends Orchestrator {
        boolean isRunning(String runId);
    }

    /** What a receiver's web framework gives it. */
    protected interface Request {
        String getHeader(String name);
    }
}
