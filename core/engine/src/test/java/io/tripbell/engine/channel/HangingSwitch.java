// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import java.util.concurrent.CountDownLatch;

/** What a compiled plug-in hangs on; reached by it through its class loader's parent. */
public final class HangingSwitch {
    private static volatile CountDownLatch reached = new CountDownLatch(1);
    private static volatile CountDownLatch released = new CountDownLatch(1);

    private HangingSwitch() {}

    static void reset() {
        reached = new CountDownLatch(1);
        released = new CountDownLatch(1);
    }

    /** Called by the plug-in. */
    public static void hang() {
        reached.countDown();
        Waiting.uninterruptiblyFor(released);
    }

    static CountDownLatch reached() {
        return reached;
    }

    static void release() {
        released.countDown();
    }
}
