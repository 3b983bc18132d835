// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

/** What follows an attempt of which nobody can say whether the service acted on it. */
public enum OnAmbiguous {
    /** Try again under the same key: it may come twice, but it comes. The default. */
    RETRY,
    /** Give up: it comes at most once. */
    STOP
}
