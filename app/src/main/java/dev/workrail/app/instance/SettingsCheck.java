package dev.workrail.app.instance;

import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.SignInSettings;
import dev.workrail.delivery.DeliveryConfig;
import dev.workrail.dispatcher.DispatcherConfig;
import dev.workrail.ingest.IngestConfig;
import dev.workrail.platform.blob.BlobSettings;
import dev.workrail.platform.deployment.TopicSettings;
import dev.workrail.platform.kafka.KafkaSettings;
import dev.workrail.platform.secret.SecretSettings;
import dev.workrail.projections.ProjectionsConfig;
import dev.workrail.worker.WorkerConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigValue;

/// Finds settings whose value has the wrong form, before anything is started with them.
public final class SettingsCheck {
    private static final int CONVERTER_PRIORITY = 200;
    private static final int MAX_SHOWN = 60;
    private static final List<Class<?>> MAPPINGS =
            List.of(
                    BlobSettings.class,
                    SecretSettings.class,
                    KafkaSettings.class,
                    TopicSettings.class,
                    IngestConfig.class,
                    DispatcherConfig.class,
                    WorkerConfig.class,
                    DeliveryConfig.class,
                    ProjectionsConfig.class,
                    ConsoleConfig.class,
                    SignInSettings.class);

    /// What a value of a type looks like, in words.
    private static final Map<Class<?>, String> FORMS =
            Map.ofEntries(
                    Map.entry(int.class, "a whole number"),
                    Map.entry(OptionalInt.class, "a whole number"),
                    Map.entry(long.class, "a whole number"),
                    Map.entry(double.class, "a number"),
                    Map.entry(boolean.class, "true or false"),
                    Map.entry(Duration.class, "a duration such as 15s, 2m or 7d"),
                    Map.entry(MemorySize.class, "a size such as 512K or 1M"),
                    Map.entry(Path.class, "a path"));

    private SettingsCheck() {}

    /// @throws CommandFailedException naming the first such setting, the form its value must have
    ///   and how to set it
    public static void check() {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultSources()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                        .withConverter(
                                MemorySize.class, CONVERTER_PRIORITY, new MemorySizeConverter())
                        .build();
        settings().forEach((name, type) -> check(config, name, type));
    }

    /// Every setting of one value, by name.
    static Map<String, Class<?>> settings() {
        Map<String, Class<?>> found = new TreeMap<>();
        for (Class<?> mapping : MAPPINGS) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            collect(mapping, prefix, found);
        }
        return found;
    }

    private static void collect(Class<?> type, String prefix, Map<String, Class<?>> found) {
        for (Method method : type.getMethods()) {
            String name = prefix + "." + kebab(method.getName());
            if (FORMS.containsKey(method.getReturnType())) {
                found.put(name, method.getReturnType());
            } else if (method.getReturnType().isInterface() && !method.isDefault()) {
                boolean group = method.getReturnType().getEnclosingClass() == type;
                if (group) {
                    collect(method.getReturnType(), name, found);
                }
            }
        }
    }

    private static void check(SmallRyeConfig config, String name, Class<?> type) {
        ConfigValue given = config.getConfigValue(name);
        String value = given.getValue();
        if (value == null || value.isBlank()) {
            return;
        }
        try {
            config.convert(value, type);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    "%s: expected %s, was '%s'; set %s, see docs/settings.md"
                            .formatted(name, FORMS.get(type), shown(value), variable(name)));
        }
    }

    private static String shown(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z]+)", "-$1").toLowerCase(Locale.ROOT);
    }
}
