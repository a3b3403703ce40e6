package dev.workrail.platform.role;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Derives `workrail.role.<name>` (true or false) from `workrail.roles`, for REST resources that
/// answer 404 where their role is not of this process: `@EndpointDisabled(name =
/// "workrail.role.ingest", stringValue = "false")`. Found by the service loader.
public final class RoleKeys implements ConfigSourceFactory {
    private static final List<String> ROLES =
            List.of("ingest", "dispatcher", "worker", "delivery", "projections", "console");
    private static final int ORDINAL = 500;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue chosen = context.getValue("workrail.roles");
        Set<String> names =
                chosen == null || chosen.getValue() == null
                        ? Set.copyOf(ROLES)
                        : Arrays.stream(chosen.getValue().split(","))
                                .map(String::strip)
                                .collect(Collectors.toSet());
        Map<String, String> keys =
                ROLES.stream()
                        .collect(
                                Collectors.toMap(
                                        role -> "workrail.role." + role,
                                        role -> Boolean.toString(names.contains(role))));
        return List.of(new PropertiesConfigSource(keys, "workrail.roles", ORDINAL));
    }
}
