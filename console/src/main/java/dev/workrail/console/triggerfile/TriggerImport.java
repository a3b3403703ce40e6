package dev.workrail.console.triggerfile;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.ConfigLook;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Policies;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.triggers.TriggerReferences;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Imports a trigger file: all of it, or nothing. Thread-safe.
@Singleton
final class TriggerImport {
    private final TriggerReferences references;

    TriggerImport(TriggerReferences references) {
        this.references = references;
    }

    /// What an import comes to.
    ///
    /// @param values to write: those created or changed
    /// @param deleted triggers that the file does not have; empty unless it was to be complete
    record Plan(
            List<ConfigValue.Trigger> values,
            Set<String> created,
            Set<String> changed,
            Set<String> unchanged,
            Set<String> deleted,
            List<Warning> warnings) {}

    /// Checks a file against the configuration as it is.
    ///
    /// @param complete whether triggers that the file does not have are to go
    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault of the file
    Plan plan(ConfigLook look, OrgId org, String text, FileReport report, boolean complete) {
        TriggerFile file = new TriggerFile(report, TriggerFile.workspaces(workspaces(look)));
        List<TriggerFile.Described> described = file.read(org, text);
        if (report.faults().none()) {
            for (TriggerFile.Described trigger : described) {
                InputFaults found = new InputFaults();
                references.check(found, look, trigger.value());
                file.add(trigger, found);
            }
        }
        report.faults().refuseIfAny();
        return compared(
                look,
                described.stream().map(TriggerFile.Described::value).toList(),
                report,
                complete);
    }

    /// Carries a plan out, within the transaction it was made in.
    static void apply(ConfigChange change, Plan plan) {
        plan.values().forEach(value -> change.put(EntryKind.TRIGGER, value, Precondition.NONE));
        for (String id : plan.deleted()) {
            Policies.dropOf(change, PolicyLevel.TRIGGER, id);
            change.delete(EntryKind.TRIGGER, id, Precondition.NONE);
        }
    }

    private static Plan compared(
            ConfigLook look,
            List<ConfigValue.Trigger> wanted,
            FileReport report,
            boolean complete) {
        Map<String, ConfigValue.Trigger> before =
                look.all(EntryKind.TRIGGER).stream()
                        .collect(Collectors.toMap(ConfigEntry::id, ConfigEntry::value));
        Set<String> created = new TreeSet<>();
        Set<String> changed = new TreeSet<>();
        Set<String> unchanged = new TreeSet<>();
        Set<String> deleted = new TreeSet<>(complete ? before.keySet() : Set.of());
        for (ConfigValue.Trigger value : wanted) {
            String id = value.trigger().value();
            deleted.remove(id);
            (!before.containsKey(id) ? created : value.equals(before.get(id)) ? unchanged : changed)
                    .add(id);
        }
        List<ConfigValue.Trigger> values =
                wanted.stream()
                        .filter(value -> !unchanged.contains(value.trigger().value()))
                        .toList();
        return new Plan(values, created, changed, unchanged, deleted, report.warnings());
    }

    private static List<ConfigValue.Workspace> workspaces(ConfigLook look) {
        return look.all(EntryKind.WORKSPACE).stream().map(ConfigEntry::value).toList();
    }
}
