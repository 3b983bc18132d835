// SPDX-License-Identifier: Apache-2.0
/**
 * What the author of an automation tests with: virtual time, channels that record, and expectations that show the time line
 * when they fail. Begin with {@link io.tripbell.testkit.automation.AutomationTester}.
 */
@NullMarked
package io.tripbell.testkit.automation;

import org.jspecify.annotations.NullMarked;
