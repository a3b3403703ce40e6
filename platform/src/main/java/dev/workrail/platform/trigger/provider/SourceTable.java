package dev.workrail.platform.trigger.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.trigger.SourceIdentity;
import java.util.List;
import java.util.Optional;

/// Which piece of work, at which revision, each event of a provider is about. The first row that
/// matches the event and finds all its values decides.
record SourceTable(String provider, List<Row> rows) {

    /// @param event `type.action`, `type`, or `*` for all
    /// @param kind kind of the source
    /// @param id external id of the source
    /// @param revision what makes it new work
    record Row(String event, SourcePattern kind, SourcePattern id, SourcePattern revision) {
        boolean matches(EventName name) {
            return event.equals("*")
                    || event.equals(name.type())
                    || event.equals(name.type() + "." + name.action());
        }
    }

    static Row row(String event, String kind, String id, String revision) {
        return new Row(
                event, new SourcePattern(kind), new SourcePattern(id), new SourcePattern(revision));
    }

    Optional<SourceIdentity> identify(JsonNode payload, EventName name) {
        return rows.stream()
                .filter(row -> row.matches(name))
                .flatMap(row -> identify(row, payload, name).stream())
                .findFirst();
    }

    private Optional<SourceIdentity> identify(Row row, JsonNode payload, EventName name) {
        return row.kind()
                .in(payload, name)
                .flatMap(kind ->
                        row.id()
                                .in(payload, name)
                                .flatMap(id ->
                                        row.revision()
                                                .in(payload, name)
                                                .map(revision ->
                                                        new SourceIdentity(
                                                                provider, kind, id, revision))));
    }
}
