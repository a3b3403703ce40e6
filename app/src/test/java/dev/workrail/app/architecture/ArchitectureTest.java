package dev.workrail.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The directions Maven cannot state. Each rule says why it is there.
@AnalyzeClasses(
        packages = "dev.workrail",
        importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
    private static final String[] ROLES = {
        "dev.workrail.ingest..",
        "dev.workrail.dispatcher..",
        "dev.workrail.worker..",
        "dev.workrail.delivery..",
        "dev.workrail.projections..",
        "dev.workrail.console.."
    };

    @ArchTest
    static final ArchRule contractsAreWords =
            classes()
                    .that()
                    .resideInAPackage("dev.workrail.contracts..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.workrail.contracts..",
                            "java..",
                            "com.fasterxml.jackson..",
                            "org.jspecify..")
                    .because("every role speaks these words, so they must drag nothing along");

    @ArchTest
    static final ArchRule engineIsPure =
            noClasses()
                    .that()
                    .resideInAPackage("dev.workrail.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..",
                            "io.quarkus..",
                            "jakarta..",
                            "java.net..",
                            "java.nio.file..",
                            "java.sql..",
                            "java.util.random..",
                            "dev.workrail.platform..")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            java.util.Random.class,
                            java.util.concurrent.ThreadLocalRandom.class,
                            java.time.Clock.class,
                            java.io.File.class)
                    .because("the same inputs must give the same events on any machine");

    @ArchTest
    static void rolesDoNotImportEachOther(com.tngtech.archunit.core.domain.JavaClasses all) {
        for (String role : ROLES) {
            for (String other : ROLES) {
                if (!role.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(role)
                            .should()
                            .dependOnClassesThat(otherRole(role, other))
                            .because("roles talk through topics, so that each can run alone")
                            .check(all);
                }
            }
        }
    }

    /// One exception: the console reads views through the read side of projections.
    private static DescribedPredicate<JavaClass> otherRole(String role, String other) {
        DescribedPredicate<JavaClass> inOther = resideInAPackage(other);
        return role.equals("dev.workrail.console..") && other.equals("dev.workrail.projections..")
                ? inOther.and(
                        DescribedPredicate.not(resideInAPackage("dev.workrail.projections.read..")))
                : inOther;
    }

    @ArchTest
    static final ArchRule nothingDependsOnTheApplication =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.workrail.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.workrail.app..")
                    .because("app assembles the others");

    @ArchTest
    static final ArchRule decidersAreDeterministic =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Decider")
                    .or()
                    .haveSimpleNameEndingWith("State")
                    .or()
                    .haveSimpleNameEndingWith("Fold")
                    .should()
                    .dependOnClassesThat(
                            are(
                                    resideInAnyPackage(
                                            "org.apache.kafka..",
                                            "io.quarkus..",
                                            "jakarta..",
                                            "java.io..",
                                            "java.nio.file..",
                                            "java.util.concurrent..")))
                    .because("a replay of the log must decide what was decided");

    @ArchTest
    static final ArchRule timeIsInjected =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.workrail.platform..",
                            "dev.workrail.app..",
                            "dev.workrail.embedded..",
                            "dev.workrail.testkit..",
                            "dev.workrail.bench..")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(ThreadLocalRandom.class, "current")
                    .because("a test must be able to choose the time and the ids");

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.workrail.platform..", "dev.workrail.app..", "dev.workrail.bench..")
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class)
                    .because(
                            "waiting belongs to the platform's loops, where it can be interrupted");

    @ArchTest
    static final ArchRule sqlStaysWithItsOwners =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.workrail.ingest..",
                            "dev.workrail.dispatcher..",
                            "dev.workrail.worker..",
                            "dev.workrail.delivery..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "jakarta.persistence..", "javax.sql..")
                    .because("these roles must run without a database");

    @ArchTest
    static final ArchRule kafkaStaysBehindLoopsAndTopologies =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROLES)
                    .and()
                    .resideOutsideOfPackage("..topology..")
                    .and()
                    .haveNameNotMatching(".*\\.(\\w+Topology|\\w+Role)(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..")
                    .because("rules must be testable without a broker; the platform has the loops");

    @ArchTest
    static final ArchRule constructorsInject =
            noFields()
                    .should()
                    .beAnnotatedWith("jakarta.inject.Inject")
                    .because(
                            "a class whose needs are its constructor can be made by hand in a test");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .because("such a name hides which noun of the domain it is");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.workrail.(*)..").should().beFreeOfCycles();
}
