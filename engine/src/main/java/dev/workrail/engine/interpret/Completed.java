package dev.workrail.engine.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// The keys of completed steps and loops, in snapshot order. Immutable; adding copies.
public final class Completed {
    public static final Completed NONE = new Completed(new String[0]);

    private final String[] keys;

    private Completed(String[] keys) {
        this.keys = keys;
    }

    public static Completed of(Collection<String> keys) {
        String[] sorted = keys.stream().distinct().sorted(KeyOrder.INSTANCE).toArray(String[]::new);
        return sorted.length == 0 ? NONE : new Completed(sorted);
    }

    public boolean contains(String key) {
        return Arrays.binarySearch(keys, key, KeyOrder.INSTANCE) >= 0;
    }

    public Completed plus(String key) {
        int at = Arrays.binarySearch(keys, key, KeyOrder.INSTANCE);
        if (at >= 0) {
            return this;
        }
        int insert = -at - 1;
        String[] grown = new String[keys.length + 1];
        System.arraycopy(keys, 0, grown, 0, insert);
        grown[insert] = key;
        System.arraycopy(keys, insert, grown, insert + 1, keys.length - insert);
        return new Completed(grown);
    }

    public Completed plusAll(Collection<String> more) {
        Completed out = this;
        for (String key : more) {
            out = out.plus(key);
        }
        return out;
    }

    public Completed without(Predicate<String> dropped) {
        return of(Arrays.stream(keys).filter(key -> !dropped.test(key)).toList());
    }

    /// The keys in snapshot order.
    public List<String> keys() {
        return List.of(keys);
    }

    public int size() {
        return keys.length;
    }

    /// Keys that are here and not in `other`. Linear: a node has nearly all keys of its parent.
    public List<String> minus(Completed other) {
        List<String> left = new ArrayList<>();
        int there = 0;
        for (String key : keys) {
            while (there < other.keys.length && order(other.keys[there], key) < 0) {
                there++;
            }
            if (there == other.keys.length || order(other.keys[there], key) != 0) {
                left.add(key);
            }
        }
        return left;
    }

    @SuppressWarnings("ReferenceEquality") // shared keys are mostly the same object
    private static int order(String a, String b) {
        return a == b ? 0 : KeyOrder.INSTANCE.compare(a, b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Completed that && Arrays.equals(keys, that.keys);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }

    @Override
    public String toString() {
        return Arrays.toString(keys);
    }
}
