// SPDX-License-Identifier: Apache-2.0
/**
 * What the author of a trigger type tests with. Begin with {@link io.tripbell.testkit.trigger.TriggerTypeContract}.
 */
@NullMarked
package io.tripbell.testkit.trigger;

import org.jspecify.annotations.NullMarked;
