// SPDX-License-Identifier: Apache-2.0
/**
 * From events and times to firings: runs the pure evaluators over the store's per-key state.
 * Begin with {@link io.tripbell.engine.evaluation.Watchers}.
 */
package io.tripbell.engine.evaluation;
