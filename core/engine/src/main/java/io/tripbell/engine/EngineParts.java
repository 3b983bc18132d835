// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.confirming.Confirmations;
import io.tripbell.engine.delivery.Sender;
import io.tripbell.engine.rendering.Renderer;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Store;

/** The stages of an engine, wired. */
record EngineParts(
        Store store,
        EngineTime time,
        Roster roster,
        Targets targets,
        Intake intake,
        Explainer explainer,
        Sender sender,
        Confirmations confirmations,
        Announcer announcer,
        Renderer renderer,
        Machinery machinery) {}
