package io.github.tokencache;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.tokencache");

    @Test
    void coreDependsOnSlf4jAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.github.tokencache", "java..", "javax.crypto..", "org.slf4j..", "org.jspecify..")
                .check(core);
    }

    @Test
    void noTypeIsNamedInternalOrUtil() {
        noClasses().should().haveSimpleNameStartingWith("Internal").check(core);
        noClasses().should().haveSimpleNameEndingWith("Utils").check(core);
    }

    @Test
    void timeComesInThroughTheConstructor() {
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(core);
        noClasses().should().callMethod(java.time.Instant.class, "now").check(core);
    }
}
