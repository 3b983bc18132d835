// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

/** Whether a firing begins or ends an incident. */
public enum FiringState {
    TRIGGERED,
    RESOLVED
}
