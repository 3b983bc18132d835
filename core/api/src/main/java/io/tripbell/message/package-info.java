// SPDX-License-Identifier: Apache-2.0
/**
 * What people are told: one model that each notifier renders in its own dialect.
 * Begin with {@link io.tripbell.message.Message}.
 */
package io.tripbell.message;
