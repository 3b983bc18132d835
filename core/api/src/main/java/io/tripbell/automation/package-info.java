// SPDX-License-Identifier: Apache-2.0
/**
 * A trigger and its actions under one name.
 * Begin with {@link io.tripbell.automation.Automation}.
 */
package io.tripbell.automation;
