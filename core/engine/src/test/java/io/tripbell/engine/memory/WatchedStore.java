// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Ending;
import io.tripbell.store.Incident;
import io.tripbell.store.Incidents;
import io.tripbell.store.Mutes;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Timers;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.TriggerStates;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A store that notes what a step changes under a key that its session does not hold, on one thread as on many, and sessions
 * of one key that meet. Thread-safe.
 */
public final class WatchedStore implements Store {
    private static final Map<Class<?>, Set<String>> NEEDS_ITS_KEY = Map.of(
            TriggerStates.class, Set.of("load", "save", "remove"),
            Timers.class, Set.of("set", "cancel"),
            Incidents.class, Set.of("save", "close", "keep"),
            Mutes.class, Set.of("withhold", "take"));

    private final Store real;
    private final Map<TriggerKey, String> held = new ConcurrentHashMap<>();
    private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();

    public WatchedStore(Store real) {
        this.real = real;
    }

    /** What was done without the key that it needs. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    @Override
    public <R> R inSession(Collection<TriggerKey> keys, Function<StoreSession, R> work) {
        Set<TriggerKey> mine = Set.copyOf(keys);
        return real.inSession(keys, session -> {
            mine.forEach(this::hold);
            try {
                return work.apply(watched(session, mine));
            } finally {
                mine.forEach(held::remove);
            }
        });
    }

    private void hold(TriggerKey key) {
        String thread = Thread.currentThread().getName();
        String other = held.put(key, thread);
        if (other != null) mistake(thread + " met " + other + " at " + key);
    }

    private void mistake(String what) {
        mistakes.add(what);
    }

    private StoreSession watched(StoreSession session, Set<TriggerKey> mine) {
        return proxy(StoreSession.class, (method, arguments) -> {
            Object role = method.invoke(session, arguments);
            Class<?> type = method.getReturnType();
            return NEEDS_ITS_KEY.containsKey(type) ? watched(type, role, mine) : role;
        });
    }

    private <T> T watched(Class<T> type, Object role, Set<TriggerKey> mine) {
        return proxy(type, (method, arguments) -> {
            boolean needsKey = NEEDS_ITS_KEY.getOrDefault(type, Set.of()).contains(method.getName());
            if (needsKey && !mine.contains(key(arguments)))
                mistake(type.getSimpleName() + "." + method.getName() + " of " + key(arguments) + " in a session of "
                        + mine);
            return method.invoke(role, arguments);
        });
    }

    private static TriggerKey key(Object[] arguments) {
        if (arguments[0] instanceof TriggerKey key) return key;
        if (arguments[0] instanceof Incident incident) return new TriggerKey(incident.automationId(), incident.key());
        if (arguments[0] instanceof Ending ending) return new TriggerKey(ending.automationId(), ending.key());
        return new TriggerKey((String) arguments[0], (String) arguments[1]);
    }

    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                WatchedStore.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return call.of(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() {
        real.close();
    }
}
