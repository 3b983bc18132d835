// SPDX-License-Identifier: Apache-2.0
/**
 * Services that a notifier talks to in a test: real sockets on the loopback address that answer well, badly or never.
 * Begin with {@link io.tripbell.testkit.peer.Peer} and {@link io.tripbell.testkit.peer.HttpPeer}.
 */
@NullMarked
package io.tripbell.testkit.peer;

import org.jspecify.annotations.NullMarked;
