// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** The addresses of this machine's own interfaces: a machine with a public address is not to be reached through it. */
final class OwnAddresses {
    private OwnAddresses() {}

    static boolean contain(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // what cannot be checked stays closed
        }
    }
}
