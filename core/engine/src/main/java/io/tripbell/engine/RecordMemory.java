// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.plugin.PluginBoundary;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's memory of the record that was compared last. Java 17 keeps its class in {@link ObjectMethods} until another record
 * of the process is compared for the first time, and with the class the loader of a host that was undeployed (rule R36). Later
 * versions give it up when memory is short.
 */
final class RecordMemory {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    private static final Class<String> LASTING = String.class;

    private RecordMemory() {}

    /** Puts a class that lives as long as the process in the place of the last record's. */
    static void displace() {
        String problem = PluginBoundary.call(RecordMemory::makeForLastingClass).problem();
        if (!problem.isEmpty()) LOG.debug("the record that was compared last is kept: {}", problem);
    }

    private static boolean makeForLastingClass() throws Throwable {
        MethodHandle part = MethodHandles.publicLookup().findVirtual(LASTING, "intern", MethodType.methodType(LASTING));
        make("equals", MethodType.methodType(boolean.class, LASTING, Object.class), part);
        make("hashCode", MethodType.methodType(int.class, LASTING), part);
        make("toString", MethodType.methodType(String.class, LASTING), part);
        return true;
    }

    private static void make(String name, MethodType type, MethodHandle part) throws Throwable {
        ObjectMethods.bootstrap(MethodHandles.lookup(), name, type, LASTING, "text", part);
    }
}
