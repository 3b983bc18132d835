// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

/** What became of a template. Immutable. */
sealed interface Rendering {

    /** It gave this text. */
    record Filled(String text) implements Rendering {}

    /** It could not be filled; the reason is a part of a sentence, for people. */
    record Failed(String reason) implements Rendering {}
}
