package dev.workrail.projections.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next where the next page begins; absent on the last
public record Page<T>(List<T> items, @Nullable String next) {
    /// Most items of one page.
    public static final int MAX = 200;

    public Page {
        items = List.copyOf(items);
    }
}
