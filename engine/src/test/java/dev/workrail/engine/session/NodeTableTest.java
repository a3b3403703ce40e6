package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.output.Reason;
import dev.workrail.engine.output.Validation;
import dev.workrail.engine.session.NodeState.Detail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How far back a session can go.
class NodeTableTest {
    private static final Position PLACE = new Position(Completed.NONE, List.of(), "step");

    @Test
    void shouldKeepTheLastEightyNodes() {
        // when
        NodeTable table = chain(NodeTable.EMPTY, 0, 81, NodeKind.STEP);

        // then
        assertThat(table.nodes()).hasSize(80);
        assertThat(table.get("n0")).isNull();
        assertThat(table.get("n1")).isNotNull();
        assertThat(table.get("n80")).isNotNull();
    }

    @Test
    void shouldKeepCheckpointsLongerThanSteps() {
        // given
        NodeTable marked = chain(NodeTable.EMPTY, 0, 16, NodeKind.CHECKPOINT);

        // when
        NodeTable table = chain(marked, 16, 100, NodeKind.STEP);

        // then
        assertThat(table.get("n0")).isNotNull();
        assertThat(table.nodes()).filteredOn(n -> n.kind() == NodeKind.CHECKPOINT).hasSize(16);
        assertThat(table.get("n16")).isNull();
    }

    @Test
    void shouldGiveUpTheOldestOfTooManyCheckpoints() {
        // when
        NodeTable table = chain(NodeTable.EMPTY, 0, 90, NodeKind.CHECKPOINT);

        // then
        assertThat(table.nodes()).hasSize(80);
        assertThat(table.nodes().getFirst().id()).isEqualTo("n10");
    }

    @Test
    void shouldKeepTheLongTextsOfTheLastTwelveNodesOnly() {
        // given
        Validation validation = new Validation("c", List.of("issue"), List.of());
        Block block = new Block(true, List.of(new Reason.MissingNotes("step")), validation);
        NodeState blocked =
                node("n0", null, NodeKind.BLOCKED_ATTEMPT)
                        .with(new Detail(block, null, null, List.of()));
        NodeTable table = NodeTable.EMPTY.plus(blocked);

        // when
        NodeTable eleven = chain(table, 1, 12, NodeKind.STEP);
        NodeTable twelve = chain(table, 1, 13, NodeKind.STEP);

        // then
        assertThat(eleven.get("n0").detail().block().validation()).isEqualTo(validation);
        assertThat(twelve.get("n0").detail().block().validation()).isNull();
        assertThat(twelve.get("n0").detail().block().reasons()).hasSize(1);
    }

    @Test
    void shouldCountChildrenButNotCheckpoints() {
        // given
        NodeTable table =
                NodeTable.EMPTY
                        .plus(node("a", null, NodeKind.STEP))
                        .plus(node("b", "a", NodeKind.STEP))
                        .plus(node("c", "a", NodeKind.CHECKPOINT))
                        .plus(node("d", "a", NodeKind.BLOCKED_ATTEMPT));

        // then
        assertThat(table.children("a")).isEqualTo(2);
        assertThat(table.children("b")).isZero();
    }

    @Test
    void shouldCountBlocksInARowUpToTheLastStep() {
        // given
        NodeTable table =
                NodeTable.EMPTY
                        .plus(node("a", null, NodeKind.BLOCKED_ATTEMPT))
                        .plus(node("b", "a", NodeKind.STEP))
                        .plus(node("c", "b", NodeKind.BLOCKED_ATTEMPT))
                        .plus(node("d", "c", NodeKind.BLOCKED_ATTEMPT));

        // then
        assertThat(table.blockedInARow(table.get("d"))).isEqualTo(2);
        assertThat(table.blockedInARow(table.get("b"))).isZero();
    }

    @Test
    void shouldFindTheLatestNodeBelowAnother() {
        // given
        NodeTable table =
                NodeTable.EMPTY
                        .plus(node("a", null, NodeKind.STEP))
                        .plus(node("b", "a", NodeKind.STEP))
                        .plus(node("c", "a", NodeKind.STEP))
                        .plus(node("d", "b", NodeKind.STEP))
                        .plus(node("e", "d", NodeKind.CHECKPOINT));

        // then
        assertThat(table.tipBelow("a")).isEqualTo("d");
        assertThat(table.tipBelow("c")).isEqualTo("c");
        assertThat(table.tipBelow("e")).isEqualTo("e");
        assertThat(table.tipBelow("nowhere")).isEqualTo("nowhere");
    }

    private static NodeTable chain(NodeTable table, int from, int to, NodeKind kind) {
        NodeTable now = table;
        for (int i = from; i < to; i++) {
            now = now.plus(node("n" + i, i == 0 ? null : "n" + (i - 1), kind));
        }
        return now;
    }

    private static NodeState node(String id, String parent, NodeKind kind) {
        return new NodeState(id, parent, kind, PLACE, "attempt", Map.of(), Detail.NONE);
    }
}
