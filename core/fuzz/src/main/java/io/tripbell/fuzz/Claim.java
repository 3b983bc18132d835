// SPDX-License-Identifier: Apache-2.0
package io.tripbell.fuzz;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/** The {@link Fuzzed} method of a class, on a fresh object for each input as in a test. Immutable. */
final class Claim {
    private final Constructor<?> constructor;
    private final Method method;

    private Claim(Constructor<?> constructor, Method method) {
        this.constructor = constructor;
        this.method = method;
    }

    static Optional<Claim> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Fuzzed.class))
                .findFirst()
                .map(method -> of(type, method));
    }

    private static Claim of(Class<?> type, Method method) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            method.setAccessible(true);
            return new Claim(constructor, method);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " needs a constructor without parameters", e);
        }
    }

    void check(byte[] input) throws Throwable {
        try {
            method.invoke(constructor.newInstance(), (Object) input);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
