// SPDX-License-Identifier: Apache-2.0
package io.tripbell;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;
import java.time.temporal.Temporal;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What the byte code of api and engine must keep to. The whole house is checked in {@code examples/quickstart}. */
@AnalyzeClasses(
        packages = "io.tripbell",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeFuzzing.class})
class ArchitectureTest {
    private static final String ENGINE = "io.tripbell.engine";
    private static final String[] JUDGING = {ENGINE + ".matching..", ENGINE + ".evaluation.."};
    private static final String[] TELLING = {
        ENGINE + ".rendering..", ENGINE + ".delivery..", ENGINE + ".channel..", ENGINE + ".egress.."
    };

    @ArchTest
    static final ArchRule noCycleBetweenPackages =
            slices().matching("io.tripbell.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule apiNeedsNothingButAnnotations = classes()
            .that()
            .resideOutsideOfPackage(ENGINE + "..")
            .should()
            .onlyDependOnClassesThat()
            // TLS, too, is of java.base.
            .resideInAnyPackage("java..", "javax.net.ssl..", "org.jspecify.annotations..", "io.tripbell..")
            .andShould()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(ENGINE + "..", "io.tripbell.notifier..", "io.tripbell.testkit..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule engineNeedsOnlySlf4jAndJmustache = classes()
            .that()
            .resideInAPackage(ENGINE + "..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "org.slf4j..", "com.samskivert.mustache..", "io.tripbell..")
            .andShould()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("io.tripbell.notifier..", "io.tripbell.testkit..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyRenderingSeesTheTemplateEngine = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + ".rendering..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.samskivert..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noStageKnowsWhoWiresIt = noClasses()
            .that()
            .resideInAPackage(ENGINE + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule tellingNeverLooksBackAtJudging = noClasses()
            .that()
            .resideInAnyPackage(TELLING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(JUDGING)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule judgingNeverLooksAheadAtTelling = noClasses()
            .that()
            .resideInAnyPackage(JUDGING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TELLING)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule stagesKnowTheStoreOnlyByItsContract = noClasses()
            .that()
            .resideInAPackage(ENGINE + ".*..")
            .and()
            .resideOutsideOfPackage(ENGINE + ".memory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE + ".memory..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule timeAndChanceAreHandedIn = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE + ".time..")
            .should()
            .callCodeUnitWhere(readsTheClockOrThrowsDice())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().should().callCodeUnitWhere(sleeps()).allowEmptyShould(true);

    @ArchTest
    static final ArchRule noClassIsLoadedByNameOrMadeFromBytes = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class)
            .because("T38: text must never choose a class")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyLogsPastSlf4j = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingIsPrinted =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatIsSpecial = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .allowEmptyShould(true);

    private static DescribedPredicate<JavaCall<?>> readsTheClockOrThrowsDice() {
        return describe("read the clock or throw dice", call -> {
            CodeUnitCallTarget target = call.getTarget();
            boolean now = target.getName().equals("now")
                    && target.getOwner().isAssignableTo(Temporal.class)
                    && target.getRawParameterTypes().isEmpty();
            boolean system = target.getOwner().isEquivalentTo(System.class)
                    && Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
            boolean random = target.getOwner().isEquivalentTo(Random.class)
                    && target.getName().equals("<init>");
            boolean mathRandom = target.getOwner().isEquivalentTo(Math.class)
                    && target.getName().equals("random");
            boolean threadLocalRandom = target.getOwner().isEquivalentTo(ThreadLocalRandom.class);
            return now || system || random || mathRandom || threadLocalRandom;
        });
    }

    private static DescribedPredicate<JavaCall<?>> sleeps() {
        return describe("sleep", call -> {
            CodeUnitCallTarget target = call.getTarget();
            return target.getName().equals("sleep")
                    && (target.getOwner().isAssignableTo(Thread.class)
                            || target.getOwner().isAssignableTo(TimeUnit.class));
        });
    }

    /** What runs the fuzz targets is part of the tests, though a module of its own. */
    static final class DoNotIncludeFuzzing implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("io/tripbell/fuzz/") && !location.contains("tripbell-fuzz");
        }
    }
}
