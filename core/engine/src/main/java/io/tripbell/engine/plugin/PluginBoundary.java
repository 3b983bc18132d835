// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import org.jspecify.annotations.Nullable;

/**
 * Where others' code is called: the only class that catches {@link Throwable}. What the code did to its thread (name, context
 * loader) is undone.
 */
public final class PluginBoundary {
    private PluginBoundary() {}

    /** Code that may throw anything. */
    public interface Code<T extends @Nullable Object> {
        T call() throws Throwable;
    }

    /**
     * Calls on this thread, without a time limit. An {@link InterruptedException} sets this thread's flag again.
     *
     * @return {@link Returned} or {@link Threw}
     */
    public static <T extends @Nullable Object> Outcome<T> call(Code<T> code) {
        Thread self = Thread.currentThread();
        String name = self.getName();
        ClassLoader loader = self.getContextClassLoader();
        try {
            return new Returned<>(code.call());
        } catch (InterruptedException e) {
            self.interrupt();
            return new Threw<>(e);
        } catch (Throwable e) {
            return new Threw<>(e);
        } finally {
            if (!self.getName().equals(name)) self.setName(name);
            self.setContextClassLoader(loader);
        }
    }

    /** As {@link #call} for code without a result. */
    public static Outcome<Boolean> run(Runnable code) {
        return call(() -> {
            code.run();
            return true;
        });
    }
}
