package dev.workrail.console.triggerfile;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.triggers.TriggerReader;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The triggers that a file describes.
final class TriggerFile {
    private static final String TRIGGERS = "triggers";
    private static final String DEFAULTS = "defaults";
    private static final int MAX_TRIGGERS = 1_000;

    private final FileReport report;
    private final Function<String, Optional<String>> workspaceAt;

    /// @param value of use only where the report has no fault
    /// @param fields as the file has it, with what is inherited
    record Described(ConfigValue.Trigger value, String pointer, FileNode.Fields fields) {}

    TriggerFile(FileReport report, Function<String, Optional<String>> workspaceAt) {
        this.report = report;
        this.workspaceAt = workspaceAt;
    }

    /// Every trigger of the file, in its order; what is wrong is in the report.
    List<Described> read(OrgId org, String text) {
        FileNode.Fields root = new FileParser(report.faults()).parse(text);
        if (root == null) {
            return List.of();
        }
        new KeyCheck(report).check("", root, Set.of(TRIGGERS, DEFAULTS), Map.of());
        FieldReader reader = new FieldReader(report, "", root);
        FieldReader defaults = reader.nested(DEFAULTS);
        List<FieldReader> triggers = reader.list(TRIGGERS);
        if (triggers == null || triggers.size() > MAX_TRIGGERS) {
            report.fault(
                    "/" + TRIGGERS,
                    root.line(),
                    "expected a list of at most %d triggers".formatted(MAX_TRIGGERS));
            return List.of();
        }
        Inheritance inheritance =
                new Inheritance(
                        report.faults(),
                        defaults == null ? null : defaults.fields(),
                        byId(triggers));
        return triggers.stream().map(trigger -> described(org, trigger, inheritance)).toList();
    }

    private Map<String, Inheritance.Placed> byId(List<FieldReader> triggers) {
        Map<String, Inheritance.Placed> byId = new LinkedHashMap<>();
        for (FieldReader trigger : triggers) {
            String id = trigger.text(Inheritance.ID);
            Inheritance.Placed placed = placed(trigger);
            if (id != null && byId.putIfAbsent(id, placed) != null) {
                trigger.fault(Inheritance.ID, "another trigger of this file has this id");
            }
        }
        return byId;
    }

    private static Inheritance.Placed placed(FieldReader trigger) {
        return new Inheritance.Placed(trigger.pointer(), trigger.fields());
    }

    private Described described(OrgId org, FieldReader trigger, Inheritance inheritance) {
        FileNode.Fields whole = inheritance.resolve(placed(trigger));
        FieldReader fields = new FieldReader(report, trigger.pointer(), whole);
        InputFaults faults = new InputFaults();
        ConfigValue.Trigger value =
                new TriggerReader(faults, new FileTrigger(report, fields, workspaceAt).read())
                        .check(org, null);
        Described described = new Described(value, trigger.pointer(), whole);
        add(described, faults);
        return described;
    }

    /// Adds faults that were found in the API's words.
    void add(Described described, InputFaults found) {
        List<Problem.InputError> known = new ArrayList<>(report.faults().all());
        for (Problem.InputError fault : found.all()) {
            String below = FilePointers.of(fault.pointer(), described.fields());
            String pointer = described.pointer() + below;
            // What a field's own form was refused for says more than that it is absent.
            boolean said = known.stream().anyMatch(other -> other.pointer().equals(pointer));
            if (!said) {
                report.fault(pointer, described.fields().nearest(below).line(), fault.detail());
            }
        }
    }

    static Function<String, Optional<String>> workspaces(List<ConfigValue.Workspace> all) {
        return path ->
                all.stream()
                        .filter(workspace ->
                                workspace.repositoryUrl().equals(path)
                                        || workspace.repositoryUrl().equals("file://" + path))
                        .map(workspace -> workspace.workspace().value())
                        .findFirst();
    }
}
