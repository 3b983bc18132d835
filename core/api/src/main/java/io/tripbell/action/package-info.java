// SPDX-License-Identifier: Apache-2.0
/**
 * What an automation does when it fires.
 * Begin with {@link io.tripbell.action.Actions}.
 */
package io.tripbell.action;
