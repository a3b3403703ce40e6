package dev.workrail.console.deletion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.projections.read.ErasedOrgReader.Erased;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deleted org, and how far it is erased.
///
/// @param askedBy subject of who deleted it
/// @param rows of the database that were erased so far
/// @param blobs that were destroyed so far, keys among them
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletedOrgView(
        OrgId org,
        State state,
        Instant askedAt,
        String askedBy,
        long rows,
        long blobs,
        @Nullable Instant finishedAt) {
    /// How far it is.
    public enum State {
        /// What runs is being stopped.
        @JsonProperty("stopping")
        STOPPING,
        @JsonProperty("erasing")
        ERASING,
        /// Nothing is left but what Kafka has, which it forgets by age.
        @JsonProperty("erased")
        ERASED
    }

    static DeletedOrgView of(DeletedOrgEntity row, @Nullable Erased views) {
        Instant here = row.erasedAt;
        Instant there = views == null ? null : views.finishedAt();
        boolean erased = here != null && there != null;
        return new DeletedOrgView(
                row.org(),
                row.stoppedAt == null ? State.STOPPING : erased ? State.ERASED : State.ERASING,
                row.askedAt,
                row.askedBy,
                row.rowCount + (views == null ? 0 : views.rows()),
                views == null ? 0 : views.blobs(),
                here != null && there != null ? (here.isAfter(there) ? here : there) : null);
    }
}
