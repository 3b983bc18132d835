// SPDX-License-Identifier: Apache-2.0
/**
 * What the author of a notifier tests with, and notifiers that stand in for a service in a host's tests.
 * Begin with {@link io.tripbell.testkit.notifier.NotifierContract} or
 * {@link io.tripbell.testkit.notifier.RecordingChannel}.
 */
@NullMarked
package io.tripbell.testkit.notifier;

import org.jspecify.annotations.NullMarked;
