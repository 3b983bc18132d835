// SPDX-License-Identifier: Apache-2.0
/**
 * A real scheduler whose runs trip automations, with receivers on this machine in place of the five services.
 * Begin with {@link io.tripbell.example.quickstart.Quickstart}.
 */
package io.tripbell.example.quickstart;
