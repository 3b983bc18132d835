// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierProvider;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The notifiers that can be named by their type: the engine's own, and those that {@code ServiceLoader} finds. What is broken
 * is left out and told by {@link #problems}. Immutable.
 */
public final class NotifierCatalog {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Set<String> OWN_ARTIFACTS = Set.of("slack", "twilio", "pagerduty", "email", "webhook");

    private final Map<String, Entry> entries;
    private final List<ProviderProblem> problems;

    private NotifierCatalog(Map<String, Entry> entries, List<ProviderProblem> problems) {
        this.entries = new TreeMap<>(entries);
        this.problems = List.copyOf(problems);
    }

    /**
     * Searches.
     *
     * @param loaders in their order; a provider that two of them show counts once
     */
    public static NotifierCatalog load(List<ClassLoader> loaders, Supervisor supervisor) {
        Building building = new Building(supervisor);
        building.add(new LogNotifierProvider());
        List<ClassLoader> searched = new ArrayList<>();
        for (ClassLoader loader : loaders) {
            if (searched.stream().anyMatch(earlier -> isOrHasAncestor(earlier, loader))) continue;
            searched.add(loader);
            ProviderSearch search = new ProviderSearch(loader, supervisor).run();
            building.problems.addAll(search.problems());
            search.found().forEach(building::add);
        }
        return new NotifierCatalog(
                building.entries, building.problems.stream().distinct().toList());
    }

    /** The context class loader of this thread, then the API's own; or the host's choice alone. */
    public static List<ClassLoader> loaders(@Nullable ClassLoader chosen) {
        if (chosen != null) return List.of(chosen);
        return Stream.of(
                        Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
                        Optional.ofNullable(NotifierProvider.class.getClassLoader()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The provider of a type. */
    public Optional<NotifierProvider> find(String type) {
        return Optional.ofNullable(entries.get(type)).map(Entry::provider);
    }

    /** What can be found, in alphabetical order. */
    public Set<String> types() {
        return entries.keySet();
    }

    /** What could not be used, each once. */
    public List<ProviderProblem> problems() {
        return problems;
    }

    /** What to tell of a type that is not here: the artifact to add, or the words that are known. */
    public String whyUnknown(String type) {
        String broken = problems.isEmpty()
                ? ""
                : "; not used, as they are broken: "
                        + problems.stream().map(ProviderProblem::toString).collect(Collectors.joining("; "));
        String own = type.split("-", 2)[0];
        if (OWN_ARTIFACTS.contains(own))
            return "no notifier of this type was found: add io.tripbell:tripbell-notifier-" + own
                    + " to the class path or module path" + broken;
        List<String> words =
                Stream.concat(types().stream(), OWN_ARTIFACTS.stream()).toList();
        String guess = Spelling.nearest(type, words)
                .map(word -> "did you mean '" + word + "'? ")
                .orElse("");
        return "no notifier of this type was found: " + guess + "known are " + types() + ", and with their artifacts "
                + OWN_ARTIFACTS.stream()
                        .sorted()
                        .filter(word -> !types().contains(word))
                        .toList() + broken;
    }

    private static boolean isOrHasAncestor(ClassLoader loader, ClassLoader ancestor) {
        for (ClassLoader at = loader; at != null; at = at.getParent()) if (at.equals(ancestor)) return true;
        return false;
    }

    /** A provider and what it says of itself. */
    private record Entry(NotifierProvider provider, NotifierDescriptor descriptor) {}

    /** Takes providers in, the first of each type. */
    private static final class Building {
        private final Supervisor supervisor;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final List<ProviderProblem> problems = new ArrayList<>();

        Building(Supervisor supervisor) {
            this.supervisor = supervisor;
        }

        void add(NotifierProvider provider) {
            Plugin plugin = Plugin.of(provider.getClass().getName(), provider);
            Outcome<NotifierDescriptor> descriptor = supervisor.call(plugin, Patience.of(LIMIT), provider::descriptor);
            if (descriptor.value().isEmpty()) {
                report(provider, "its descriptor() " + descriptor.problem(), "ask the author of the jar, or remove it");
                return;
            }
            String type = descriptor.value().get().type();
            Entry known = entries.putIfAbsent(
                    type, new Entry(provider, descriptor.value().get()));
            if (known != null && !known.provider().getClass().equals(provider.getClass()))
                report(
                        provider,
                        "type '" + type + "' belongs to "
                                + known.provider().getClass().getName() + " " + location(known.provider()),
                        "remove one of the two");
        }

        private void report(NotifierProvider provider, String reason, String cure) {
            problems.add(
                    new ProviderProblem(location(provider), provider.getClass().getName(), reason, cure));
        }

        private static String location(NotifierProvider provider) {
            CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
            return source == null || source.getLocation() == null
                    ? ""
                    : source.getLocation().toString();
        }
    }
}
