package dev.workrail.dispatcher.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SortedTreeTest {
    @Property(tries = 300)
    void shouldHoldWhatASortedMapHolds(
            @ForAll @Size(max = 200) List<@IntRange(min = -60, max = 60) Integer> moves) {
        // given
        TreeMap<Integer, String> expected = new TreeMap<>();
        SortedTree<Integer, String> tree = SortedTree.empty();

        // when: every third number takes a key away
        for (int i = 0; i < moves.size(); i++) {
            int key = moves.get(i);
            if (i % 3 == 2) {
                expected.remove(key);
                tree = tree.without(key);
            } else {
                expected.put(key, "v" + i);
                tree = tree.with(key, "v" + i);
            }
        }

        // then
        assertThat(new ArrayList<>(tree.keys(Integer.MAX_VALUE)))
                .containsExactlyElementsOf(expected.keySet());
        assertThat(tree.values()).containsExactlyElementsOf(expected.values());
        assertThat(tree.size()).isEqualTo(expected.size());
        for (int key = -61; key <= 61; key++) {
            assertThat(tree.get(key)).isEqualTo(expected.get(key));
            assertThat(tree.rank(key)).isEqualTo(expected.headMap(key).size());
            assertThat(keyOf(tree.above(key))).isEqualTo(expected.higherKey(key));
        }
    }

    @Property(tries = 20)
    void shouldStayShallowHoweverItGrows(@ForAll @IntRange(min = 1, max = 2000) int size) {
        // given
        Node<Integer, String> root = null;
        for (int i = 0; i < size; i++) {
            root = Node.put(root, i, "v");
        }

        // when
        int depth = depth(root);

        // then: a weight-balanced tree with this balance is at most 2.5 times as deep as a full one
        assertThat((double) depth).isLessThanOrEqualTo(1 + 2.5 * Math.log(size + 1) / Math.log(2));
    }

    private static int depth(Node<?, ?> node) {
        return node == null ? 0 : 1 + Math.max(depth(node.left()), depth(node.right()));
    }

    private static Integer keyOf(Map.Entry<Integer, String> entry) {
        return entry == null ? null : entry.getKey();
    }
}
