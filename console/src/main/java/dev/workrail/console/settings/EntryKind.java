package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.json.ContractsJson;
import java.util.Locale;

/// A kind of entry: how its rows are named, and what its values are.
public record EntryKind<V extends ConfigValue>(String name, Class<V> type) {
    public static final EntryKind<ConfigValue.Org> ORG = of("org", ConfigValue.Org.class);
    public static final EntryKind<ConfigValue.Domain> DOMAIN =
            of("domain", ConfigValue.Domain.class);
    public static final EntryKind<ConfigValue.Project> PROJECT =
            of("project", ConfigValue.Project.class);
    public static final EntryKind<ConfigValue.Workspace> WORKSPACE =
            of("workspace", ConfigValue.Workspace.class);
    public static final EntryKind<ConfigValue.Trigger> TRIGGER =
            of("trigger", ConfigValue.Trigger.class);
    public static final EntryKind<ConfigValue.Workflow> WORKFLOW =
            of("workflow", ConfigValue.Workflow.class);
    public static final EntryKind<ConfigValue.Integration> INTEGRATION =
            of("integration", ConfigValue.Integration.class);
    public static final EntryKind<ConfigValue.Policy> POLICY =
            of("policy", ConfigValue.Policy.class);
    public static final EntryKind<ConfigValue.Secret> SECRET =
            of("secret", ConfigValue.Secret.class);

    public static final EntryKind<ConfigValue.Retention> RETENTION =
            of("retention", ConfigValue.Retention.class);

    public static final EntryKind<ConfigValue.DeletedOrg> DELETED_ORG =
            of("deleted_org", ConfigValue.DeletedOrg.class);

    /// Of any kind: reads every row, names none.
    static final EntryKind<ConfigValue> ANY = of("", ConfigValue.class);

    private static <V extends ConfigValue> EntryKind<V> of(String name, Class<V> type) {
        return new EntryKind<>(name, type);
    }

    V read(String json) {
        return ContractsJson.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), type);
    }

    /// As people call it.
    public String noun() {
        return name.toLowerCase(Locale.ROOT);
    }
}
