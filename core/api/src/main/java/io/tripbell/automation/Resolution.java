// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import org.jspecify.annotations.Nullable;

/**
 * Which event ends an automation's incident. Immutable.
 *
 * @param filter the events
 * @param keyOrNull by what they find the incident, which is then kept under this key; null for the trigger's own key
 */
public record Resolution(EventFilter filter, @Nullable EventKey keyOrNull) {}
