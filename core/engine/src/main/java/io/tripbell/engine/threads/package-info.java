// SPDX-License-Identifier: Apache-2.0
/**
 * Threads on which the engine lets others' code run. Begin with {@link io.tripbell.engine.threads.Workers}.
 */
package io.tripbell.engine.threads;
