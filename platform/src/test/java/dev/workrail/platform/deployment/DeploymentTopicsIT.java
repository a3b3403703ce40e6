package dev.workrail.platform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.topic.PartitionCount;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class DeploymentTopicsIT {
    private final Backend backend;
    private final KafkaAddress address;
    private final KafkaClients kafka;

    DeploymentTopicsIT(Backend backend) {
        this.backend = backend;
        this.address = new KafkaAddress(backend.bootstrapServers());
        this.kafka = new KafkaClients(address, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    @Test
    void shouldMakeTopicsAndRecordTheirCountsOnce() throws Exception {
        // when
        topics(4, "default", "gpu").prepare();
        topics(4, "default", "gpu").prepare();

        // then
        List<PartitionCount> recorded =
                backend.topics().data(Topics.DEPLOYMENT, PartitionCount.class);
        Topic gpu = Topics.dispatches(new PoolId("gpu"));
        assertThat(recorded)
                .contains(
                        new PartitionCount(Topics.SESSIONS.name(), 4),
                        new PartitionCount(Topics.TRIGGERS.name(), 1),
                        new PartitionCount(gpu.name(), 4))
                .doesNotHaveDuplicates();
        assertThat(kafka.topics().partitions(gpu)).isEqualTo(4);
    }

    @Test
    void shouldRefuseAnotherCountThanTheOneRecorded() throws Exception {
        // given
        topics(4, "default").prepare();

        // then
        assertThatThrownBy(() -> topics(8, "default").prepare())
                .isInstanceOf(RefusedStartException.class)
                .hasMessageStartingWith("workrail.kafka.wide-partitions is 8, but topic ")
                .hasMessageEndingWith("set it to 4")
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseATopicThatSomeoneHasSpreadFurther() throws Exception {
        // given
        topics(4, "default").prepare();
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(Topics.SESSIONS.name(), NewPartitions.increaseTo(6)))
                    .all()
                    .get();
        }

        // then
        assertThatThrownBy(() -> topics(4, "default").prepare())
                .isInstanceOf(RefusedStartException.class)
                .hasMessageContaining("topic wr.sessions has 6 partitions");
        assertThatThrownBy(() -> topics(6, "default").prepare())
                .isInstanceOf(RefusedStartException.class)
                .hasMessageEndingWith("set it to 4");
    }

    @Test
    void shouldGiveANewDeploymentOnePartitionWhereNobodySaysANumber() throws Exception {
        // given
        try (Admin admin = admin()) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
        }

        // when
        topics(OptionalInt.empty(), "default").prepare();
        topics(OptionalInt.empty(), "default").prepare();

        // then
        assertThat(kafka.topics().partitions(Topics.SESSIONS)).isEqualTo(1);
        assertThat(kafka.topics().spread()).isEqualTo(Topic.Spread.SINGLE);
    }

    @Test
    void shouldTakeTopicsThatLieThereAsTheyAreWhereNobodySaysANumber() throws Exception {
        // given
        int there = kafka.topics().partitions(Topics.SESSIONS);

        // when
        topics(OptionalInt.empty(), "default").prepare();

        // then
        assertThat(backend.topics().data(Topics.DEPLOYMENT, PartitionCount.class))
                .contains(new PartitionCount(Topics.SESSIONS.name(), there));
        assertThat(there).isGreaterThan(1);
    }

    @Test
    void shouldKeepTheRecordedNumberWhereNobodySaysOne() throws Exception {
        // given
        topics(4, "default").prepare();

        // when
        topics(OptionalInt.empty(), "default", "gpu").prepare();

        // then
        Topic gpu = Topics.dispatches(new PoolId("gpu"));
        assertThat(kafka.topics().partitions(List.of(Topics.SESSIONS, gpu)).values())
                .containsExactly(4, 4);
        assertThat(kafka.topics().spread()).isEqualTo(Topic.Spread.WIDE);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address.bootstrapServers()));
    }

    private DeploymentTopics topics(int wide, String... pools) {
        return topics(OptionalInt.of(wide), pools);
    }

    private DeploymentTopics topics(OptionalInt wide, String... pools) {
        return new DeploymentTopics(
                address, kafka, new Given(wide, List.of(pools)), Clock.systemUTC());
    }

    private record Given(OptionalInt widePartitions, List<String> pools) implements TopicSettings {
        @Override
        public int singlePartitions() {
            return 1;
        }

        @Override
        public short replicationFactor() {
            return 1;
        }
    }
}
