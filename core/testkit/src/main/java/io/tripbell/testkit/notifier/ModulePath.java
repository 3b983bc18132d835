// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.notify.NotifierProvider;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The jars and folders of the class path once more, as modules in a layer of their own. */
final class ModulePath {
    private ModulePath() {}

    /** The module of a class's own jar or folder; empty when that has no descriptor. */
    static Optional<String> moduleOf(Class<?> type) {
        return find(locationOf(type)).stream()
                .map(ModuleReference::descriptor)
                .filter(descriptor -> !descriptor.isAutomatic())
                .map(ModuleDescriptor::name)
                .findFirst();
    }

    static Path locationOf(Class<?> type) {
        try {
            URI location =
                    type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The types of all notifiers that a module provides, found through {@code ServiceLoader} in a layer of that module and
     * what it requires.
     *
     * @throws AssertionError when the module, or one that it requires, is missing or broken
     */
    static List<String> typesProvidedBy(String module) {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try {
            Configuration configuration =
                    ModuleLayer.boot().configuration().resolve(finderFor(module), ModuleFinder.of(), Set.of(module));
            ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, platform);
            Class<?> service = layer.findLoader(module).loadClass(NotifierProvider.class.getName());
            List<String> types = new ArrayList<>();
            for (Object provider : ServiceLoader.load(layer, service)) types.add(typeOf(provider, service));
            return types;
        } catch (FindException | ResolutionException | ReflectiveOperationException e) {
            throw new AssertionError("module " + module + " cannot be used on the module path: " + e.getMessage(), e);
        }
    }

    private static String typeOf(Object provider, Class<?> service) throws ReflectiveOperationException {
        Object descriptor = service.getMethod("descriptor").invoke(provider);
        return (String) descriptor.getClass().getMethod("type").invoke(descriptor);
    }

    /** The module and what it requires, directly or not; nothing else, as a test's class path holds packages twice. */
    private static ModuleFinder finderFor(String module) {
        Map<String, ModuleReference> known = onTheClassPath();
        Map<String, ModuleReference> needed = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty()) {
            String name = open.remove();
            ModuleReference reference = known.get(name);
            if (reference == null || needed.putIfAbsent(name, reference) != null) continue;
            for (Requires requires : reference.descriptor().requires())
                if (!requires.modifiers().contains(Requires.Modifier.STATIC)) open.add(requires.name());
        }
        return new FixedModules(needed);
    }

    private static Map<String, ModuleReference> onTheClassPath() {
        Map<String, ModuleReference> known = new LinkedHashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (entry.isEmpty() || !Files.exists(path)) continue;
            for (ModuleReference reference : find(path))
                known.putIfAbsent(reference.descriptor().name(), reference);
        }
        return known;
    }

    private static Set<ModuleReference> find(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll();
        } catch (FindException e) {
            // A jar whose name is no module name, such as one that another tool put on the class path.
            return Set.of();
        }
    }

    private record FixedModules(Map<String, ModuleReference> modules) implements ModuleFinder {
        @Override
        public Optional<ModuleReference> find(String name) {
            return Optional.ofNullable(modules.get(name));
        }

        @Override
        public Set<ModuleReference> findAll() {
            return new LinkedHashSet<>(modules.values());
        }
    }
}
