// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks names up. Thread-safe; may block. */
@FunctionalInterface
public interface NameResolver {

    /**
     * All addresses of a name.
     *
     * @throws UnknownHostException when there are none
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /** The JVM's own look-up, with the JVM's cache. */
    static NameResolver system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
