// SPDX-License-Identifier: Apache-2.0
/**
 * Secrets by name: references that are resolved only at the moment of sending.
 * Begin with {@link io.tripbell.secret.Secret}.
 */
package io.tripbell.secret;
