// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripbell.notify.NotifierProvider;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Found by its type alone, wherever the host put the jar. */
interface DiscoveryRules extends ContractRules {

    /** The module that the notifier stands in; null to take it from the provider's own jar or folder. */
    @Nullable
    String moduleName();

    @Test
    default void isFoundOnTheClassPath() {
        String type = bench().provider().descriptor().type();

        assertThat(ServiceLoader.load(NotifierProvider.class).stream().map(ServiceLoader.Provider::get))
                .as("providers of META-INF/services/" + NotifierProvider.class.getName() + " for type '" + type + "'")
                .filteredOn(found -> found.descriptor().type().equals(type))
                .singleElement()
                .isExactlyInstanceOf(bench().provider().getClass());
    }

    @Test
    default void isFoundOnTheModulePath() {
        Class<?> provider = bench().provider().getClass();
        Optional<String> module = Optional.ofNullable(moduleName()).or(() -> ModulePath.moduleOf(provider));
        assumeTrue(
                module.isPresent(),
                () -> "not tried on the module path: " + ModulePath.locationOf(provider)
                        + " holds no module-info.class");

        assertThat(ModulePath.typesProvidedBy(module.orElseThrow()))
                .as("types of notifiers that module %s provides", module.orElseThrow())
                .contains(bench().provider().descriptor().type());
    }
}
