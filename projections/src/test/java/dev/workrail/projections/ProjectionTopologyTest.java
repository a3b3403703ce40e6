package dev.workrail.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.EventSerde;
import dev.workrail.projections.proof.GatePolicy;
import dev.workrail.projections.proof.ProofFold;
import dev.workrail.projections.session.SessionInput;
import dev.workrail.projections.session.SessionState;
import dev.workrail.projections.session.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ProjectionTopologyTest {
    private static final Path GOLDEN = Path.of("src/test/resources");

    @Parameter Topic.Spread spread;

    @TempDir Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, Envelope<SchedulingEvent>> decisions;
    private TestInputTopic<String, Envelope<SessionRecord>> log;
    private TestOutputTopic<String, Envelope<SessionView>> views;
    private TestOutputTopic<String, Envelope<ProofRecord>> proofs;

    @BeforeEach
    void setUp() {
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "none:9092");
        properties.put("state.dir", state.toString());
        properties.put("ensure.explicit.internal.resource.naming", true);
        properties.put("statestore.cache.max.bytes", 0);
        driver = new TopologyTestDriver(topology(), properties);
        decisions =
                driver.createInputTopic(
                        Topics.SCHEDULING.name(),
                        new StringSerializer(),
                        new EventSerde<>(SchedulingEvent.class).serializer());
        log =
                driver.createInputTopic(
                        Topics.SESSIONS.name(),
                        new StringSerializer(),
                        new EventSerde<>(SessionRecord.class).serializer());
        views =
                driver.createOutputTopic(
                        Topics.SESSION_VIEWS.name(),
                        new StringDeserializer(),
                        new EventSerde<>(SessionView.class).deserializer());
        proofs =
                driver.createOutputTopic(
                        Topics.PROOF_VIEWS.name(),
                        new StringDeserializer(),
                        new EventSerde<>(ProofRecord.class).deserializer());
    }

    @AfterEach
    void tearDown() {
        driver.close();
    }

    @Test
    void shouldBringDecisionsOfAnOrgToTheirSessions() {
        pipe(new Story("acme", "sess_1").queued());
        pipe(new Story("acme", "sess_2").queued().running());

        Map<String, Envelope<SessionView>> last = views.readKeyValuesToMap();

        assertThat(last.get("sess_1").data().status()).isEqualTo(SessionStatus.WAITING);
        assertThat(last.get("sess_2").data().status()).isEqualTo(SessionStatus.IDLE);
        assertThat(last.get("sess_2").type()).isEqualTo("dev.workrail.session.view.v1");
        assertThat(last.get("sess_2").subject()).isEqualTo("acme/sess_2");
    }

    @Test
    void shouldFoldWhatTwoSessionsSayOfOneCommitIntoOneProof() {
        pipe(
                new Story("acme", "sess_1")
                        .queued()
                        .running()
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, Story.change(Story.COMMIT, Story.TREE)));
        pipe(
                new Story("acme", "sess_2")
                        .source("pull_request", "12", Story.COMMIT)
                        .queued()
                        .running()
                        .reviewed("clean")
                        .ended(Outcome.SUCCESS));

        Map<String, Envelope<ProofRecord>> last = proofs.readKeyValuesToMap();

        assertThat(last).containsOnlyKeys("acme/" + Story.COMMIT);
        ProofRecord record = last.get("acme/" + Story.COMMIT).data();
        assertThat(record.verdict()).isEqualTo(ProofRecord.Verdict.PASSED);
        assertThat(record.sessions()).hasSize(2);
    }

    @Test
    void shouldKeepOneCommitOfTwoOrgsApart() {
        for (String org : new String[] {"acme", "globex"}) {
            pipe(
                    new Story(org, "sess_" + org)
                            .queued()
                            .running()
                            .committed(Story.COMMIT, Story.TREE));
        }

        assertThat(proofs.readKeyValuesToMap())
                .containsOnlyKeys("acme/" + Story.COMMIT, "globex/" + Story.COMMIT);
    }

    @Test
    void shouldForgetAnErasedSessionForGoodAndKeepWhatItProved() {
        // given
        Story story =
                new Story("acme", "sess_1")
                        .queued()
                        .running()
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, Story.change(Story.COMMIT, Story.TREE))
                        .ended(Outcome.SUCCESS)
                        .closed(Outcome.SUCCESS);
        pipe(story);
        assertThat(views.readKeyValuesToMap().get("sess_1")).isNotNull();
        ProofRecord proof = lastProof();

        // when it is erased, and something about it comes late from either log
        Story later = new Story("acme", "sess_1").at(story.now());
        pipe(
                later.erased(Fact.Erased.RETENTION)
                        .fact(
                                "fact_late",
                                new Fact.Delivered(new DeliveryId("d"), "t", "s", 1, null))
                        .closed(Outcome.SUCCESS));

        // then
        assertThat(views.readKeyValuesToMap()).containsEntry("sess_1", null).hasSize(1);
        assertThat(proofs.isEmpty()).isTrue();
        assertThat(proof.verdict()).isNotNull();
        assertThat(
                        driver.<String, SessionState>getKeyValueStore(
                                        ProjectionTopology.SESSION_STORE)
                                .get("sess_1"))
                .satisfies(left -> {
                    assertThat(left.schedule().spec()).isNull();
                    assertThat(left.erased()).isNotNull();
                });
    }

    @Test
    void shouldTakeAProofRecordBackWithTheLastSessionOfADeletedOrg() {
        // given two sessions that speak of one commit, one of them erased long ago
        Story author =
                new Story("acme", "sess_1")
                        .queued()
                        .running()
                        .committed(Story.COMMIT, Story.TREE)
                        .ended(Outcome.SUCCESS);
        Story reviewer =
                new Story("acme", "sess_2")
                        .source("pull_request", "12", Story.COMMIT)
                        .queued()
                        .running()
                        .reviewed("clean")
                        .ended(Outcome.SUCCESS);
        pipe(author);
        pipe(reviewer);
        pipe(new Story("acme", "sess_1").at(author.now()).erased(Fact.Erased.RETENTION));
        assertThat(lastProof().sessions()).hasSize(2);

        // when
        pipe(new Story("acme", "sess_2").at(reviewer.now()).erased(Fact.Erased.ORG_DELETED));
        ProofRecord halfway = lastProof();
        pipe(new Story("acme", "sess_1").at(author.now()).erased(Fact.Erased.ORG_DELETED));

        // then
        assertThat(halfway.sessions()).hasSize(1);
        assertThat(proofs.readKeyValuesToMap())
                .containsEntry("acme/" + Story.COMMIT, null)
                .hasSize(1);
        assertThat(driver.getKeyValueStore(ProjectionTopology.PROOF_STORE).all().hasNext())
                .isFalse();
    }

    private ProofRecord lastProof() {
        return proofs.readKeyValuesToMap().get("acme/" + Story.COMMIT).data();
    }

    @Test
    void shouldStayTheGraphThatIsDocumented() throws IOException {
        Path golden =
                GOLDEN.resolve(
                        "projection-topology-%s.txt"
                                .formatted(spread.name().toLowerCase(Locale.ROOT)));
        String described = topology().describe().toString();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, described);
        }

        assertThat(golden)
                .as("run this test with -Dgolden.write=true and review the change")
                .content()
                .isEqualTo(described);
    }

    private Topology topology() {
        return new ProjectionTopology(
                        new ProofFold(GatePolicy.STANDARD),
                        spread,
                        spread == Topic.Spread.SINGLE ? 1 : 4)
                .build();
    }

    @SuppressWarnings("unchecked")
    private void pipe(Story story) {
        for (SessionInput input : story.inputs()) {
            switch (input) {
                case SessionInput.Scheduled scheduled ->
                        decisions.pipeInput(
                                story.org().value(),
                                (Envelope<SchedulingEvent>) story.envelope(scheduled.event()));
                case SessionInput.Logged logged ->
                        log.pipeInput(
                                story.session().value(),
                                (Envelope<SessionRecord>) story.envelope(logged.record()));
            }
        }
    }
}
