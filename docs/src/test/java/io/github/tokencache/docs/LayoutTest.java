package io.github.tokencache.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: spring to core, adapters to core. */
class LayoutTest {
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .importPackages(
                    "io.github.tokencache",
                    "io.github.tokencache.caffeine",
                    "io.github.tokencache.spring",
                    "io.github.tokencache.springsecurityoauth2");

    @Test
    void coreKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("io.github.tokencache")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.tokencache.*..", "org.springframework..", "com.github..")
                .check(LIBRARY);
    }

    @Test
    void adaptersKnowCoreAlone() {
        noClasses()
                .that()
                .resideInAnyPackage("io.github.tokencache.caffeine", "io.github.tokencache.redis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.tokencache.spring..", "org.springframework..")
                .check(LIBRARY);
    }

    @Test
    void springKnowsNoAdapter() {
        noClasses()
                .that()
                .resideInAnyPackage("io.github.tokencache.spring", "io.github.tokencache.springsecurityoauth2")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.tokencache.caffeine",
                        "io.github.tokencache.redis",
                        "com.github.benmanes..",
                        "redis.clients..")
                .check(LIBRARY);
    }

    @Test
    void springSupportKnowsNoOAuth() {
        noClasses()
                .that()
                .resideInAPackage("io.github.tokencache.spring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.security..", "io.github.tokencache.springsecurityoauth2")
                .check(LIBRARY);
    }

    @Test
    void timeComesInThroughTheConstructor() {
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(LIBRARY);
        noClasses().should().callMethod(java.time.Instant.class, "now").check(LIBRARY);
    }
}
