// SPDX-License-Identifier: Apache-2.0
/**
 * The store that lives and dies with the process.
 * Begin with {@link io.tripbell.engine.memory.InMemoryStore}.
 */
package io.tripbell.engine.memory;
