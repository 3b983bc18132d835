// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One piece of others' code as the engine sees it: what it is called, which of its calls run or hang, how it does. Thread-safe. */
public final class Plugin {
    /** Rule of the bounds (2.11): with so many calls hanging, no further one begins. */
    public static final int MOST_HANGING = 3;

    private final String name;
    private final @Nullable ClassLoader loader;
    private final int mostHanging;
    private final Set<SupervisedCall<?>> running = ConcurrentHashMap.newKeySet();
    private final Set<SupervisedCall<?>> hanging = ConcurrentHashMap.newKeySet();
    private final AtomicLong abandoned = new AtomicLong();
    private volatile @Nullable String broken;

    private Plugin(String name, @Nullable ClassLoader loader, int mostHanging) {
        this.name = name;
        this.loader = loader;
        this.mostHanging = mostHanging;
    }

    /**
     * A plug-in whose calls see the class loader of its code as context loader.
     *
     * @param name for people, such as {@code channel ops-slack}
     */
    public static Plugin of(String name, Object code) {
        return new Plugin(name, code.getClass().getClassLoader(), MOST_HANGING);
    }

    /** The same that may have more calls hanging before no further one begins. */
    public Plugin mostHanging(int most) {
        return new Plugin(name, loader, most);
    }

    /** The same whose calls see this loader as context loader. */
    public Plugin seeing(@Nullable ClassLoader context) {
        return new Plugin(name, context, mostHanging);
    }

    public String name() {
        return name;
    }

    /** How many threads it made the engine give up, since the start. */
    public long abandoned() {
        return abandoned.get();
    }

    /** How many of them still hang. */
    public int hanging() {
        return hanging.size();
    }

    /** Whether so many calls hang that no further one begins until one of them ends. */
    public boolean isBlocked() {
        return hanging.size() >= mostHanging;
    }

    /** How it failed to link or to load when it was called last; empty when it did not. */
    public Optional<String> brokenBy() {
        return Optional.ofNullable(broken);
    }

    /** Records that its code cannot run. */
    public void breaks(String how) {
        broken = how;
    }

    /** Records that its code runs. */
    public void works() {
        broken = null;
    }

    /** Interrupts its running calls, but one that calls this itself. */
    public void stopAll() {
        for (SupervisedCall<?> call : running) if (!call.runsCaller()) call.stop();
    }

    void begins(SupervisedCall<?> call) {
        running.add(call);
    }

    void hangs(SupervisedCall<?> call) {
        hanging.add(call);
        abandoned.incrementAndGet();
    }

    void ends(SupervisedCall<?> call) {
        running.remove(call);
        hanging.remove(call);
    }

    @Nullable
    ClassLoader loader() {
        return loader;
    }

    @Override
    public String toString() {
        return name;
    }
}
