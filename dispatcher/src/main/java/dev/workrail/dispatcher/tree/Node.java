package dev.workrail.dispatcher.tree;

import org.jspecify.annotations.Nullable;

/// A node of a weight-balanced tree: no child of a node is more than three times as heavy as its
/// sibling, so every path is logarithmic.
record Node<K extends Comparable<? super K>, V>(
        K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int size) {
    private static final int HEAVY = 3;
    private static final int SINGLE = 2;

    static <K extends Comparable<? super K>, V> Node<K, V> of(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(key, value, left, right, 1 + size(left) + size(right));
    }

    static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    static <K extends Comparable<? super K>, V> Node<K, V> put(
            @Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return of(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return node.value == value ? node : of(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node.key, node.value, put(node.left, key, value), node.right)
                : balanced(node.key, node.value, node.left, put(node.right, key, value));
    }

    static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
            @Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node.key, node.value, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node.key, node.value, node.left, remove(node.right, key));
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node<K, V> next = first(node.right);
        return balanced(next.key, next.value, node.left, remove(node.right, next.key));
    }

    static <K extends Comparable<? super K>, V> Node<K, V> first(Node<K, V> node) {
        Node<K, V> at = node;
        while (at.left != null) {
            at = at.left;
        }
        return at;
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> balanced(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        int total = size(left) + size(right);
        if (total > 1 && right != null && size(right) > HEAVY * size(left)) {
            return rotatedLeft(key, value, left, right);
        }
        if (total > 1 && left != null && size(left) > HEAVY * size(right)) {
            return rotatedRight(key, value, left, right);
        }
        return of(key, value, left, right);
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> rotatedLeft(
            K key, V value, @Nullable Node<K, V> left, Node<K, V> right) {
        Node<K, V> inner = right.left;
        if (inner == null || size(inner) < SINGLE * size(right.right)) {
            return of(right.key, right.value, of(key, value, left, inner), right.right);
        }
        return of(
                inner.key,
                inner.value,
                of(key, value, left, inner.left),
                of(right.key, right.value, inner.right, right.right));
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> rotatedRight(
            K key, V value, Node<K, V> left, @Nullable Node<K, V> right) {
        Node<K, V> inner = left.right;
        if (inner == null || size(inner) < SINGLE * size(left.left)) {
            return of(left.key, left.value, left.left, of(key, value, inner, right));
        }
        return of(
                inner.key,
                inner.value,
                of(left.key, left.value, left.left, inner.left),
                of(key, value, inner.right, right));
    }
}
