package dev.workrail.dispatcher.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A sorted map that never changes: [#with] and [#without] answer a new map that shares all but a
/// logarithmic path with this one, so a decider can look ahead and a reader keeps what it has.
///
/// Knows how many keys lie before a key in logarithmic time. Thread-safe.
public final class SortedTree<K extends Comparable<? super K>, V>
        implements Iterable<Map.Entry<K, V>> {
    private static final SortedTree<String, Object> EMPTY = new SortedTree<>(null);

    private final @Nullable Node<K, V> root;

    private SortedTree(@Nullable Node<K, V> root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked") // An empty tree holds nothing of any type.
    public static <K extends Comparable<? super K>, V> SortedTree<K, V> empty() {
        return (SortedTree<K, V>) (SortedTree<?, ?>) EMPTY;
    }

    public int size() {
        return Node.size(root);
    }

    public boolean isEmpty() {
        return root == null;
    }

    public @Nullable V get(K key) {
        Node<K, V> at = root;
        while (at != null) {
            int order = key.compareTo(at.key());
            if (order == 0) {
                return at.value();
            }
            at = order < 0 ? at.left() : at.right();
        }
        return null;
    }

    public boolean contains(K key) {
        return get(key) != null;
    }

    public SortedTree<K, V> with(K key, V value) {
        Node<K, V> next = Node.put(root, key, value);
        return next == root ? this : new SortedTree<>(next);
    }

    public SortedTree<K, V> without(K key) {
        return contains(key) ? new SortedTree<>(Node.remove(root, key)) : this;
    }

    /// How many keys are below `key`, which need not be present.
    public int rank(K key) {
        int before = 0;
        Node<K, V> at = root;
        while (at != null) {
            if (key.compareTo(at.key()) <= 0) {
                at = at.left();
            } else {
                before += 1 + Node.size(at.left());
                at = at.right();
            }
        }
        return before;
    }

    public Map.@Nullable Entry<K, V> first() {
        if (root == null) {
            return null;
        }
        Node<K, V> node = Node.first(root);
        return Map.entry(node.key(), node.value());
    }

    /// The least key above `key`, or the very first where `key` is absent.
    public Map.@Nullable Entry<K, V> above(@Nullable K key) {
        if (key == null) {
            return first();
        }
        Node<K, V> best = null;
        Node<K, V> at = root;
        while (at != null) {
            if (key.compareTo(at.key()) < 0) {
                best = at;
                at = at.left();
            } else {
                at = at.right();
            }
        }
        return best == null ? null : Map.entry(best.key(), best.value());
    }

    /// The first keys, at most `max`, in order.
    public List<K> keys(int max) {
        List<K> keys = new ArrayList<>(Math.min(max, size()));
        for (var entry : this) {
            if (keys.size() == max) {
                break;
            }
            keys.add(entry.getKey());
        }
        return keys;
    }

    /// All values, in order of their keys.
    public List<V> values() {
        List<V> values = new ArrayList<>(size());
        forEach(entry -> values.add(entry.getValue()));
        return values;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new InOrder<>(root);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof SortedTree<?, ?> tree) || tree.size() != size()) {
            return false;
        }
        Iterator<?> theirs = tree.iterator();
        for (var entry : this) {
            if (!entry.equals(theirs.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (var entry : this) {
            hash += entry.hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (var entry : this) {
            text.append(text.length() > 1 ? ", " : "").append(entry);
        }
        return text.append('}').toString();
    }

    private static final class InOrder<K extends Comparable<? super K>, V>
            implements Iterator<Map.Entry<K, V>> {
        private final Deque<Node<K, V>> path = new ArrayDeque<>();

        InOrder(@Nullable Node<K, V> root) {
            descend(root);
        }

        @Override
        public boolean hasNext() {
            return !path.isEmpty();
        }

        @Override
        public Map.Entry<K, V> next() {
            Node<K, V> node = path.poll();
            if (node == null) {
                throw new NoSuchElementException("the tree has no more entries");
            }
            descend(node.right());
            return Map.entry(node.key(), node.value());
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> at = from; at != null; at = at.left()) {
                path.push(at);
            }
        }
    }
}
