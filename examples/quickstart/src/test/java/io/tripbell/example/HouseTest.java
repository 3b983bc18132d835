// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all jars together must keep to; they stand here because no other module sees every one of them. */
@AnalyzeClasses(packages = "io.tripbell", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final String NOTIFIERS = "io.tripbell.notifier..";

    @ArchTest
    static final ArchRule noCycleBetweenPackages =
            slices().matching("io.tripbell.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingOutsideTheEngineReachesItsStages = noClasses()
            .that()
            .resideOutsideOfPackage("io.tripbell.engine..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.tripbell.engine.*..")
                    .and(resideOutsideOfPackage("io.tripbell.engine.time"))
                    .and(resideOutsideOfPackage("io.tripbell.engine.replay"))
                    .as("a stage; its time is handed in from outside, and what a replay came to is handed out"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule notifiersKnowTheApiOnly = noClasses()
            .that()
            .resideInAPackage(NOTIFIERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tripbell.engine..", "io.tripbell.testkit..", "io.tripbell.store..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule notifiersReturnResultsAndDoNotLog = noClasses()
            .that()
            .resideInAPackage(NOTIFIERS)
            .and()
            .doNotHaveSimpleName("AngusLog") // it silences a library, which is what the rule is for
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheTransportSeesOkHttp = noClasses()
            .that()
            .resideInAPackage("io.tripbell..")
            .and()
            .resideOutsideOfPackage("io.tripbell.notifier.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noClassIsLoadedByNameOrMadeFromBytes = noClasses()
            .that()
            .resideInAPackage(NOTIFIERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class)
            .because("T38: text must never choose a class")
            .allowEmptyShould(true);

    @ArchTest
    static void noPackageStandsInTwoJars(JavaClasses classes) {
        Map<String, Set<String>> jarsOfPackage = new TreeMap<>();
        for (JavaClass each : classes) {
            String file = "/" + each.getName().replace('.', '/') + ".class";
            String uri = each.getSource().orElseThrow().getUri().toString();
            String jar = uri.substring(0, uri.length() - file.length());
            jarsOfPackage
                    .computeIfAbsent(each.getPackageName(), name -> new TreeSet<>())
                    .add(jar);
        }

        assertThat(jarsOfPackage)
                .allSatisfy((name, jars) -> assertThat(jars).as(name).hasSize(1));
    }
}
