// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Virtual threads where the JVM has them, found by a handle because the byte code is of Java 17. */
final class VirtualThreads {
    private static final Optional<Executor> STARTER = find();

    private VirtualThreads() {}

    /** Starts a virtual thread for each task; empty before Java 21. */
    static Optional<Executor> starter() {
        return STARTER;
    }

    private static Optional<Executor> find() {
        // In 19 and 20 the method is there but refuses unless previews are enabled.
        if (Runtime.version().feature() < 21) return Optional.empty();
        try {
            MethodType type = MethodType.methodType(Thread.class, Runnable.class);
            MethodHandle start = MethodHandles.publicLookup().findStatic(Thread.class, "startVirtualThread", type);
            return Optional.of(MethodHandleProxies.asInterfaceInstance(Executor.class, start));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty(); // a JVM of its own kind; platform threads serve as well
        }
    }
}
