// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.Exchange;

/** How one request went: the service answered, or it did not. */
public sealed interface HttpOutcome permits HttpReply, HttpFailure {

    /** What went over the wire, for people. */
    Exchange exchange();
}
