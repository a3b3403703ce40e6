package dev.workrail.engine.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.validate.Validation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The workflows one session can name, and which of several with one id counts: bundled, then org,
/// then workspace. Ids that begin with `wr.` belong to the bundled ones: a definition from
/// elsewhere never replaces a bundled one under such an id. Immutable.
public final class WorkflowCatalog {
    private static final String RESERVED = "wr.";

    private final Map<String, Entry> byId;
    private final List<Shadowed> shadowed;
    private final Routines routines;

    private WorkflowCatalog(Map<String, Entry> byId, List<Shadowed> shadowed) {
        this.byId = Collections.unmodifiableMap(byId);
        this.shadowed = List.copyOf(shadowed);
        this.routines = Routines.of(byId.values().stream().map(Entry::definition).toList());
    }

    /// @param definition as its source gave it
    public record Entry(String id, WorkflowSource source, JsonNode definition) {}

    /// A definition that does not count.
    ///
    /// @param by the source of the one that does
    /// @param isProtected true where the id is reserved for bundled workflows, false where a more
    ///   specific source came later
    public record Shadowed(
            String id, WorkflowSource source, WorkflowSource by, boolean isProtected) {}

    /// Of definitions by id, one map per source; a source may be absent. The key counts as id, not
    /// what the definition says.
    public static WorkflowCatalog of(
            Map<WorkflowSource, ? extends Map<String, JsonNode>> definitions) {
        Map<String, Entry> byId = new TreeMap<>();
        List<Shadowed> shadowed = new ArrayList<>();
        for (WorkflowSource source : WorkflowSource.values()) {
            Map<String, JsonNode> own = definitions.get(source);
            if (own == null) {
                continue;
            }
            new TreeMap<>(own)
                    .forEach((id, definition) ->
                            add(new Entry(id, source, definition), byId, shadowed));
        }
        return new WorkflowCatalog(byId, shadowed);
    }

    private static void add(Entry entry, Map<String, Entry> byId, List<Shadowed> shadowed) {
        Entry earlier = byId.get(entry.id());
        if (earlier == null) {
            byId.put(entry.id(), entry);
        } else if (entry.id().startsWith(RESERVED) && earlier.source() == WorkflowSource.BUNDLED) {
            shadowed.add(new Shadowed(entry.id(), entry.source(), earlier.source(), true));
        } else {
            shadowed.add(new Shadowed(earlier.id(), earlier.source(), entry.source(), false));
            byId.put(entry.id(), entry);
        }
    }

    public Optional<Entry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// In order of id.
    public Collection<Entry> entries() {
        return byId.values();
    }

    /// What was left out, and why.
    public List<Shadowed> shadowed() {
        return shadowed;
    }

    /// The routines among the entries, by the same precedence.
    public Routines routines() {
        return routines;
    }

    /// Validates and compiles one entry with the routines of this catalogue; empty where there is
    /// no such id.
    public Optional<Validation> resolve(String id, Bindings bindings) {
        return find(id).map(e -> Workflows.validate(e.definition(), routines, bindings));
    }

    /// Workflows that delegate to each other in a circle, each circle once, from its smallest id.
    public List<List<String>> delegationCycles() {
        Map<String, List<String>> delegates = new TreeMap<>();
        byId.forEach((id, entry) -> delegates.put(id, delegates(entry.definition())));
        return new DelegationCycles(delegates).find();
    }

    private static List<String> delegates(JsonNode definition) {
        List<String> out = new ArrayList<>();
        for (JsonNode step : Json.list(definition, "steps")) {
            out.addAll(delegatesOf(step));
            Json.list(step, "body").forEach(body -> out.addAll(delegatesOf(body)));
        }
        return out.stream().distinct().sorted().toList();
    }

    private static List<String> delegatesOf(JsonNode step) {
        return Json.list(step, "parallelDelegations").stream()
                .map(d -> Json.text(d, "workflowId", ""))
                .toList();
    }
}
