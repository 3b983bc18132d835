// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.io.IOException;
import java.io.InputStream;

/** What is done on the bare socket when a message has been read; the connection ends with it. */
interface RawReply {
    void answer(InputStream in, RawOutput out) throws IOException, InterruptedException;
}
