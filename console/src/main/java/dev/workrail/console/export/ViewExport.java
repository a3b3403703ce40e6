package dev.workrail.console.export;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.projections.read.Page;
import dev.workrail.projections.read.Paging;
import dev.workrail.projections.read.ProofReader;
import dev.workrail.projections.read.SessionFilter;
import dev.workrail.projections.read.SessionReader;
import dev.workrail.projections.read.SessionSort;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Exports what sessions left: their views and events, and the proof records with what verifies
/// them. Thread-safe.
@Singleton
final class ViewExport {
    private final SessionReader sessions;
    private final ProofReader proofs;

    ViewExport(SessionReader sessions, ProofReader proofs) {
        this.sessions = sessions;
        this.proofs = proofs;
    }

    /// One event, with the session it is of.
    record Event(SessionId session, SessionReader.Event event) {}

    void into(ExportBundle bundle, OrgId org) throws IOException {
        bundle.file("sessions.ndjson", lines -> each(sessionsOf(org), lines::add));
        bundle.file("events.ndjson", lines -> events(lines, org));
        bundle.file("proofs.ndjson", lines -> each(proofsOf(org), lines::add));
        bundle.file(
                "signing-keys.ndjson",
                lines -> {
                    for (ProofReader.PublicKey key : proofs.keys(org)) {
                        lines.add(key);
                    }
                });
    }

    private void events(ExportBundle.Lines lines, OrgId org) throws IOException {
        each(
                sessionsOf(org),
                view ->
                        each(
                                page -> sessions.events(org, view.session(), page),
                                event -> lines.add(new Event(view.session(), event))));
    }

    private Function<Paging, Page<SessionView>> sessionsOf(OrgId org) {
        return page -> sessions.page(org, SessionFilter.ALL, SessionSort.CREATED, page);
    }

    /// In the order of their last change: one that changes meanwhile comes again rather than not.
    private Function<Paging, Page<ProofReader.Signed>> proofsOf(OrgId org) {
        return page -> proofs.signedPage(org, ProofReader.Filter.ALL, page);
    }

    @FunctionalInterface
    private interface Sink<T> {
        void take(T item) throws IOException;
    }

    private static <T> void each(Function<Paging, Page<T>> read, Sink<T> sink) throws IOException {
        @Nullable String cursor = null;
        do {
            Page<T> page = read.apply(new Paging(true, cursor, Page.MAX));
            for (T item : page.items()) {
                sink.take(item);
            }
            cursor = page.next();
        } while (cursor != null);
    }
}
