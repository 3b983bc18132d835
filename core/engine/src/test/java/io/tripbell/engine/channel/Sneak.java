// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

/** Throws what no signature allows, as code of other languages does. */
final class Sneak<E extends Throwable> {

    /** Throws; its result is for the compiler. */
    @SuppressWarnings({"unchecked", "DoNotCallSuggester"}) // the cast is erased: any throwable passes as unchecked
    IllegalStateException on(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
