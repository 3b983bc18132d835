// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.notify.NotifierProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Looks for providers through one class loader, each guarded from the others (T46): whatever one does while it is found and
 * made, within 5 s, the search goes on to the next. Not thread-safe.
 */
final class ProviderSearch {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_STEPS = 1_000;
    private static final int MOST_HANGING = 16;

    private final ClassLoader loader;
    private final Supervisor supervisor;
    private final ServicesFiles files;
    private final Plugin search;
    private final Set<String> seen = new HashSet<>();
    private final List<NotifierProvider> found = new ArrayList<>();
    private final List<ProviderProblem> problems = new ArrayList<>();
    private String lastReason = "";

    ProviderSearch(ClassLoader loader, Supervisor supervisor) {
        this.loader = loader;
        this.supervisor = supervisor;
        this.files = ServicesFiles.of(loader);
        this.search = Plugin.of("search for notifiers", this).seeing(loader).mostHanging(MOST_HANGING);
    }

    /** Searches once. */
    ProviderSearch run() {
        Outcome<Iterator<ServiceLoader.Provider<NotifierProvider>>> begun = step(() ->
                ServiceLoader.load(NotifierProvider.class, loader).stream().iterator());
        if (begun.value().isEmpty()) report("", begun);
        else goThrough(begun.value().get());
        return this;
    }

    List<NotifierProvider> found() {
        return found;
    }

    List<ProviderProblem> problems() {
        return problems;
    }

    private void goThrough(Iterator<ServiceLoader.Provider<NotifierProvider>> providers) {
        for (int i = 0; i < MOST_STEPS; i++) {
            Outcome<Boolean> more = step(providers::hasNext);
            if (more instanceof Returned && !more.value().orElse(false)) return;
            Outcome<ServiceLoader.Provider<NotifierProvider>> next =
                    more instanceof Returned ? step(providers::next) : failed(more);
            if (next.value().isPresent()) make(next.value().get());
            else if (!goesOnAfter(next)) return;
        }
    }

    private static Outcome<ServiceLoader.Provider<NotifierProvider>> failed(Outcome<Boolean> more) {
        if (more instanceof Threw<Boolean> threw) return new Threw<>(threw.thrown());
        return new Outcome.Hung<>(more.problem());
    }

    /** A failure is of one provider and the next call leads on; one that comes twice alike is of the search itself. */
    private boolean goesOnAfter(Outcome<?> failure) {
        String reason = failure.problem();
        if (reason.equals(lastReason)) return false;
        lastReason = reason;
        report("", failure);
        return failure instanceof Threw;
    }

    private void make(ServiceLoader.Provider<NotifierProvider> provider) {
        String className = provider.type().getName();
        seen.add(className);
        Outcome<NotifierProvider> made = step(provider::get);
        if (made.value().isPresent()) found.add(made.value().get());
        else report(className, made);
    }

    private void report(String knownClass, Outcome<?> failure) {
        ProviderFailure why = ProviderFailure.of(failure);
        String className = knownClass.isEmpty() ? why.className() : knownClass;
        if (className.isEmpty() && why.location().isEmpty())
            className = files.firstBut(seen).orElse("");
        seen.add(className);
        String location = why.location().isEmpty() ? files.fileOf(className) : why.location();
        problems.add(new ProviderProblem(location, className, why.reason(), why.cure()));
    }

    private <T> Outcome<T> step(Callable<T> code) {
        return supervisor.call(search, Patience.of(LIMIT), code);
    }
}
