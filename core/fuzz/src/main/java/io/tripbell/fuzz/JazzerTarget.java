// SPDX-License-Identifier: Apache-2.0
package io.tripbell.fuzz;

/** What Jazzer calls, by name: it hands each input on to the class that is its only argument. */
public final class JazzerTarget {
    private static volatile Claim claim;

    private JazzerTarget() {}

    public static void fuzzerInitialize(String[] arguments) throws ClassNotFoundException {
        claim = Claim.of(Class.forName(arguments[0])).orElseThrow();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Throwable {
        claim.check(input);
    }
}
