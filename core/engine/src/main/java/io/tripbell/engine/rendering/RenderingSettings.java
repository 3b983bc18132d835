// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How messages are made. Immutable; each method returns a changed copy.
 *
 * @param zone in which times are shown; default UTC
 * @param runUrlOrNull a template of a run's address, such as {@code https://orch.example/runs/{{run.id}}}, for runs whose
 *     events bring none; null for no link
 * @param longestOutput how much one template may give, in bytes of UTF-8; default 256 KiB
 * @param mostSteps how many steps one rendering may take: each look-up, each turn of a loop and each 16 characters written
 *     is one; default 100 000
 * @param longestTime how long one rendering may take, if there is a clock, which is read once in 1 000 steps; default 100 ms
 * @param nanoTimeOrNull a count of nanoseconds that only grows; null bounds a rendering by its steps alone
 */
public record RenderingSettings(
        ZoneId zone,
        @Nullable String runUrlOrNull,
        int longestOutput,
        int mostSteps,
        Duration longestTime,
        @Nullable LongSupplier nanoTimeOrNull) {
    private static final RenderingSettings DEFAULTS =
            new RenderingSettings(ZoneOffset.UTC, null, 256 * 1024, 100_000, Duration.ofMillis(100), null);

    public RenderingSettings {
        Objects.requireNonNull(zone, "zone");
        if (longestOutput < 1) throw new IllegalArgumentException("longestOutput must be positive: " + longestOutput);
        if (mostSteps < 1) throw new IllegalArgumentException("mostSteps must be positive: " + mostSteps);
        if (longestTime.isNegative() || longestTime.isZero())
            throw new IllegalArgumentException("longestTime must be positive: " + longestTime);
    }

    /** The defaults: UTC, no address of runs, the bounds named above, no clock. */
    public static RenderingSettings defaults() {
        return DEFAULTS;
    }

    /** In which zone times are shown. */
    public RenderingSettings zone(ZoneId zone) {
        return new RenderingSettings(zone, runUrlOrNull, longestOutput, mostSteps, longestTime, nanoTimeOrNull);
    }

    /** A template of a run's address. */
    public RenderingSettings runUrl(@Nullable String template) {
        return new RenderingSettings(zone, template, longestOutput, mostSteps, longestTime, nanoTimeOrNull);
    }

    /** How much one template may give and how many steps it may take. */
    public RenderingSettings bounds(int longestOutput, int mostSteps) {
        return new RenderingSettings(zone, runUrlOrNull, longestOutput, mostSteps, longestTime, nanoTimeOrNull);
    }

    /** Bounds the time of a rendering too. */
    public RenderingSettings clock(LongSupplier nanoTime) {
        return new RenderingSettings(zone, runUrlOrNull, longestOutput, mostSteps, longestTime, nanoTime);
    }
}
