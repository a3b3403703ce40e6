package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerConfigTest {
    private static final int ORDINAL = 100;

    @Test
    void shouldFindTheKeysOfTheDeploymentWhereOnlyThatIsSaid() {
        WorkerConfig config = given(Map.of("workrail.secrets.keys-dir", "/etc/workrail/keys"));

        assertThat(config.secretKeys()).contains(Path.of("/etc/workrail/keys"));
    }

    @Test
    void shouldRunWithoutKeysWhereNoneAreNamed() {
        assertThat(given(Map.of()).secretKeys()).isEmpty();
    }

    private static WorkerConfig given(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(WorkerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", ORDINAL))
                .build()
                .getConfigMapping(WorkerConfig.class);
    }
}
