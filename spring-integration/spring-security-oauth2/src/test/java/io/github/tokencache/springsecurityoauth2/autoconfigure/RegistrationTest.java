package io.github.tokencache.springsecurityoauth2.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/** Boot 2.6 and older read one of the two files, and Boot 2.7 both. */
class RegistrationTest {
    private static final String PACKAGE = RegistrationTest.class.getPackageName();

    @Test
    void bothFilesNameAllAutoConfigurationsAndNothingElse() throws IOException {
        List<String> all = autoConfigurations();

        assertThat(all).hasSize(7);
        assertThat(ours(SpringFactoriesLoader.loadFactoryNames(EnableAutoConfiguration.class, null)))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(ours(ImportCandidates.load(AutoConfiguration.class, null))).containsExactlyInAnyOrderElementsOf(all);
    }

    /** All classes of the package with the annotation. */
    private static List<String> autoConfigurations() throws IOException {
        List<String> names = new ArrayList<>();
        String classes = "classpath*:" + PACKAGE.replace('.', '/') + "/*.class";
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(classes)) {
            MetadataReader type = new SimpleMetadataReaderFactory().getMetadataReader(file);
            if (type.getAnnotationMetadata().hasAnnotation(AutoConfiguration.class.getName())) {
                names.add(type.getClassMetadata().getClassName());
            }
        }
        return names;
    }

    private static List<String> ours(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith(PACKAGE))
                .toList();
    }
}
