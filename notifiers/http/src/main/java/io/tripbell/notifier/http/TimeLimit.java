// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * The time that a call may take. When it is over, the call is cancelled, which closes its socket, so that whatever it waits for
 * ends. It stands in for the time-outs of OkHttp, which set one for each read and write: that wakes Okio's thread each time, and
 * has the socket switch modes to wait for a while only. Used by one thread.
 */
final class TimeLimit extends AsyncTimeout {
    private volatile @Nullable Call call;
    private volatile boolean over;

    /** Starts, or starts anew. */
    void start(Call ofCall, Duration span) {
        if (call != null) exit();
        call = ofCall;
        timeout(span.toMillis(), TimeUnit.MILLISECONDS);
        enter();
    }

    /** No call is cancelled any more. */
    void end() {
        exit();
    }

    /** Whether the call was cancelled. */
    boolean isOver() {
        return over;
    }

    @Override
    protected void timedOut() {
        over = true;
        Call late = call;
        if (late != null) late.cancel();
    }
}
