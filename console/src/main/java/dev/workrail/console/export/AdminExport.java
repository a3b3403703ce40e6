package dev.workrail.console.export;

import dev.workrail.console.access.ApiKey;
import dev.workrail.console.access.ApiKeys;
import dev.workrail.console.audit.AuditEntry;
import dev.workrail.console.audit.AuditLog;
import dev.workrail.console.people.Invitation;
import dev.workrail.console.people.OrgPeople;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Exports what people entered: configuration, who they are, and the audit log. Thread-safe.
@Singleton
final class AdminExport {
    private static final int PAGE = 500;

    private final Configuration configuration;
    private final OrgPeople people;
    private final ApiKeys keys;
    private final AuditLog audit;

    AdminExport(Configuration configuration, OrgPeople people, ApiKeys keys, AuditLog audit) {
        this.configuration = configuration;
        this.people = people;
        this.keys = keys;
        this.audit = audit;
    }

    void into(ExportBundle bundle, OrgId org) throws IOException {
        bundle.file("configuration.ndjson", lines -> configuration(lines, org));
        bundle.file(
                "members.ndjson",
                lines ->
                        byId(
                                lines,
                                (after, limit) -> people.after(org, after, limit),
                                OrgPeople.Person::id));
        bundle.file(
                "invitations.ndjson",
                lines ->
                        byId(
                                lines,
                                (after, limit) -> people.invitationsAfter(org, after, limit),
                                Invitation::id));
        bundle.file(
                "api-keys.ndjson",
                lines -> byId(lines, (after, limit) -> keys.after(org, after, limit), ApiKey::id));
        bundle.file("audit.ndjson", lines -> audit(lines, org));
    }

    private void configuration(ExportBundle.Lines lines, OrgId org) throws IOException {
        List<ConfigEntry<ConfigValue>> page = configuration.after(org, "", "", PAGE);
        while (!page.isEmpty()) {
            for (ConfigEntry<ConfigValue> entry : page) {
                lines.add(ExportedEntry.of(entry));
            }
            ConfigEntry<ConfigValue> last = page.getLast();
            page = configuration.after(org, last.value().kind(), last.id(), PAGE);
        }
    }

    private static <T> void byId(
            ExportBundle.Lines lines,
            BiFunction<String, Integer, List<T>> read,
            Function<T, String> id)
            throws IOException {
        List<T> page = read.apply("", PAGE);
        while (!page.isEmpty()) {
            for (T item : page) {
                lines.add(item);
            }
            page = read.apply(id.apply(page.getLast()), PAGE);
        }
    }

    private void audit(ExportBundle.Lines lines, OrgId org) throws IOException {
        List<AuditEntry> page = audit.behind(org, null, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                lines.add(entry);
            }
            page = audit.behind(org, page.getLast(), PAGE);
        }
    }
}
