// SPDX-License-Identifier: Apache-2.0
/**
 * The port behind which the engine keeps what it must not forget, in narrow roles.
 * Begin with {@link io.tripbell.store.Store}.
 */
package io.tripbell.store;
