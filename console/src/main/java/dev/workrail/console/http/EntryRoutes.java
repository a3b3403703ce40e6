package dev.workrail.console.http;

import dev.workrail.console.access.Caller;
import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What every resource of configuration entries does alike: list, get, create, replace and delete
/// with ETags, preconditions and positions. What is checked within a change is the resource's own.
/// Thread-safe; blocks.
///
/// @param <V> the entries
public final class EntryRoutes<V extends ConfigValue> {
    private final EntryKind<V> kind;
    private final Function<ConfigEntry<V>, ?> view;
    private final BiConsumer<ConfigChange, V> check;
    private final Configuration configuration;
    private final Caller caller;

    /// @param view what an answer shows of an entry
    /// @param check refuses a value that does not fit the other entries; runs within the change
    public EntryRoutes(
            EntryKind<V> kind,
            Function<ConfigEntry<V>, ?> view,
            BiConsumer<ConfigChange, V> check,
            Configuration configuration,
            Caller caller) {
        this.kind = kind;
        this.view = view;
        this.check = check;
        this.configuration = configuration;
        this.caller = caller;
    }

    /// By id, from the cursor on.
    public <R> Page<R> list(
            OrgId org,
            @Nullable String cursor,
            @Nullable Integer limit,
            Function<ConfigEntry<V>, R> shown) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(
                        configuration.after(org, kind, page.after(), page.toRead()),
                        page,
                        ConfigEntry::id)
                .map(shown);
    }

    /// By id, from the cursor on, those that are wanted.
    public <R> Page<R> list(
            OrgId org,
            @Nullable String cursor,
            @Nullable Integer limit,
            Predicate<V> wanted,
            Function<ConfigEntry<V>, R> shown) {
        PageRequest page = PageRequest.of(cursor, limit);
        List<ConfigEntry<V>> read =
                configuration.look(org, look -> look.all(kind)).stream()
                        .filter(entry -> entry.id().compareTo(page.after()) > 0)
                        .filter(entry -> wanted.test(entry.value()))
                        .limit(page.toRead())
                        .toList();
        return Page.of(read, page, ConfigEntry::id).map(shown);
    }

    public Response get(OrgId org, String id) {
        ConfigEntry<V> entry = configuration.get(org, kind, id);
        return Answers.entry(entry, view.apply(entry));
    }

    /// @param collection path of the collection the entry is created in
    public Response create(OrgId org, V value, String collection) {
        return put(org, value, Precondition.ABSENT, collection + "/" + value.key().id());
    }

    public Response replace(
            OrgId org, V value, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return put(org, value, Answers.precondition(ifMatch, ifNoneMatch), null);
    }

    /// @param unused refuses where another entry names this one; runs within the change
    public Response delete(
            OrgId org, String id, @Nullable String ifMatch, Consumer<ConfigChange> unused) {
        Precondition expected = Answers.precondition(ifMatch, null);
        return Answers.deleted(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            unused.accept(change);
                            return change.delete(kind, id, expected);
                        }));
    }

    private Response put(OrgId org, V value, Precondition expected, @Nullable String location) {
        return Answers.written(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            check.accept(change, value);
                            return change.put(kind, value, expected);
                        }),
                view,
                location);
    }
}
