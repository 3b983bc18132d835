// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

/** How flat arrays grow: by a sixteenth, so that no more of them is empty, and what is copied stays in proportion. */
final class Growth {
    private static final int SMALLEST_STEP = 8;

    private Growth() {}

    static int after(int size) {
        return size + Math.max(SMALLEST_STEP, size / 16);
    }
}
