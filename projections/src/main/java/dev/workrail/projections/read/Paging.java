package dev.workrail.projections.read;

import org.jspecify.annotations.Nullable;

/// Which page of a list.
///
/// @param ascending oldest, cheapest or first first; else the other way round
/// @param cursor the `next` of the page before; absent for the first
/// @param limit 1 to [Page#MAX]
public record Paging(boolean ascending, @Nullable String cursor, int limit) {
    public Paging {
        if (limit < 1 || limit > Page.MAX) {
            throw new BadQueryException(
                    "limit", "expected 1 to " + Page.MAX + ", was " + limit, null);
        }
    }

    /// The first page, newest first.
    public static Paging first(int limit) {
        return new Paging(false, null, limit);
    }

    /// The page behind `cursor`, newest first.
    public static Paging after(@Nullable String cursor, int limit) {
        return new Paging(false, cursor, limit);
    }
}
