// SPDX-License-Identifier: Apache-2.0
/**
 * What happened at the host, how to select it and by what to remember it.
 * Begin with {@link io.tripbell.event.Event}.
 */
package io.tripbell.event;
