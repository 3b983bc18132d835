// SPDX-License-Identifier: Apache-2.0
/**
 * The engine that runs automations inside a host. Begin with {@link io.tripbell.engine.AutomationEngine}.
 */
package io.tripbell.engine;
