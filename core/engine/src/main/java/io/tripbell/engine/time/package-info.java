// SPDX-License-Identifier: Apache-2.0
/**
 * Where the engine's time comes from, so that a test can step it. Begin with {@link io.tripbell.engine.time.EngineTime}.
 */
package io.tripbell.engine.time;
