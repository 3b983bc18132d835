// SPDX-License-Identifier: Apache-2.0
/**
 * Which automations an event concerns: an index whose cost does not grow with those that cannot match.
 * Begin with {@link io.tripbell.engine.matching.FilterIndex}.
 */
package io.tripbell.engine.matching;
