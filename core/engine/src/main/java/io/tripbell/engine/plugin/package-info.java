// SPDX-License-Identifier: Apache-2.0
/**
 * Others' code at arm's length: it may throw anything, hang or tamper with its thread, and harms only its own call.
 * Begin with {@link io.tripbell.engine.plugin.Supervisor}; {@link io.tripbell.engine.plugin.PluginBoundary} serves for calls
 * that need no time limit.
 */
package io.tripbell.engine.plugin;
