// SPDX-License-Identifier: Apache-2.0
/**
 * Makes messages of firings: default words, the user's templates, and the filled fields of channels and calls.
 * Begin with {@link io.tripbell.engine.rendering.Renderer}.
 */
package io.tripbell.engine.rendering;
