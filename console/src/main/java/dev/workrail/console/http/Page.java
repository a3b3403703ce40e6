package dev.workrail.console.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next cursor of the next page; absent on the last
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /// A page of what was read with one more than asked for, which tells whether there is a next.
    public static <T> Page<T> of(List<T> read, PageRequest request, Function<T, String> key) {
        if (read.size() <= request.limit()) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, request.limit());
        return new Page<>(items, PageRequest.cursor(key.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
