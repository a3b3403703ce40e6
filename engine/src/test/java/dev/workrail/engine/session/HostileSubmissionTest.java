package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.Utf8;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is handed to a session, it answers with a decision, soon, and with a small record.
class HostileSubmissionTest {
    private static final int LOG_RECORD = 1024 * 1024;
    private static final String TWO =
            "{'id':'one','title':'One','prompt':'1 {{big}}{{big}}{{big}}{{big}}{{big}}'},"
                    + "{'id':'two','title':'Two','prompt':'2 {{big}}{{big}}{{big}}{{big}}{{big}}'}";
    private final Driver session = Driver.of(TWO);

    @Test
    void shouldRefuseToStartFromVariablesNestedWithoutEnd() {
        // given
        ObjectNode context = Json.object().set("deep", deep(100_000));

        // when
        Decision refused =
                EngineSession.of(session.engine().workflow())
                        .decide(
                                SessionState.empty(session.state().session()),
                                new EngineCommand.Start(
                                        Driver.AT,
                                        session.state().session(),
                                        "goal",
                                        context,
                                        EngineCommand.Origin.bundled(Flavour.AUTONOMOUS)));

        // then
        assertRefused(refused, Decision.Code.INVALID_CONTEXT, "nested deeper than 64 levels");
    }

    @Test
    void shouldRefuseVariablesAndArtifactsNestedWithoutEnd() {
        // given
        session.start();
        JsonNode deep = deep(100_000);

        // then
        assertRefused(
                soon(() -> with(List.of(), Json.object().set("deep", deep))),
                Decision.Code.INVALID_CONTEXT,
                "context.deep is nested deeper than 64 levels");
        assertRefused(
                soon(() -> with(List.of(deep), null)),
                Decision.Code.INVALID_ARTIFACT,
                "an artifact is nested deeper than 64 levels");
    }

    @Test
    void shouldRefuseMoreArtifactsThanItTakes() {
        // given
        session.start();

        // then
        assertRefused(
                with(Collections.nCopies(101, Json.object()), null),
                Decision.Code.INVALID_ARTIFACT,
                "101 artifacts were handed in, at most 100 are taken");
        assertThat(with(Collections.nCopies(100, Json.object()), null))
                .isInstanceOf(Decision.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Attempt_1", "a b", "../x", "a\u0000", "x\n"})
    void shouldRefuseAttemptsThatCannotBe(String attempt) {
        // given
        session.start();

        // then
        assertRefused(advance(attempt), Decision.Code.INVALID_COMMAND, "expected an attempt id");
        assertRefused(
                advance("a".repeat(1_000_000)), Decision.Code.INVALID_COMMAND, "an attempt id");
    }

    @Test
    void shouldKeepTheBeginningOfEndlessNotes() {
        // given
        session.start();

        // when
        soon(() -> session.notes("ü".repeat(5_000_000)));

        // then
        String kept =
                session.events(SessionEvent.NodeOutputAppended.class)
                        .getFirst()
                        .payload()
                        .notesMarkdown();
        assertThat(Utf8.bytes(kept)).isLessThanOrEqualTo(4096);
        assertThat(kept).endsWith("[TRUNCATED]");
    }

    @Test
    void shouldKeepTheBeginningOfAnEndlessRationaleAndReason() {
        // given
        Driver gated =
                Driver.of("{'id':'one','title':'One','prompt':'1','requireConfirmation':true}");
        gated.start();
        gated.notes("done");
        String endless = "no ".repeat(1_000_000);

        // when
        gated.verdict(EngineCommand.Verdict.REJECTED, endless);
        gated.decide(new EngineCommand.Rewind(Driver.AT, gated.state().tip(), endless, endless));

        // then
        assertThat(gated.events(SessionEvent.GateResolved.class).getFirst().rationale())
                .hasSizeLessThanOrEqualTo(4096)
                .endsWith("[TRUNCATED]");
        SessionEvent.Rewound rewound = gated.events(SessionEvent.Rewound.class).getFirst();
        assertThat(rewound.reason()).hasSizeLessThanOrEqualTo(4096);
        assertThat(rewound.by()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void shouldAskWhoAndWhyBeforeAnythingChanges() {
        // given
        session.start();
        String tip = session.state().tip();

        // then
        assertRefused(
                session.decide(new EngineCommand.Rewind(Driver.AT, tip, " ", "me")),
                Decision.Code.INVALID_COMMAND,
                "needs a reason");
        assertRefused(
                session.decide(new EngineCommand.Rewind(Driver.AT, tip, "because", "")),
                Decision.Code.INVALID_COMMAND,
                "needs who wants it");
        assertRefused(
                session.decide(
                        new EngineCommand.ResolveGate(
                                Driver.AT, "g", EngineCommand.Verdict.APPROVED, "fine", " ")),
                Decision.Code.INVALID_COMMAND,
                "needs who gives it");
    }

    @Test
    void shouldRefusePreferencesNobodyKnows() {
        // given
        session.start();

        // then
        assertRefused(
                session.decide(
                        new EngineCommand.SetPreferences(
                                Driver.AT, new Preferences("reckless", "balanced"), "user")),
                Decision.Code.INVALID_COMMAND,
                "guided");
    }

    @Test
    void shouldKeepTheLargestAdvanceInOneRecordOfTheLog() {
        // given
        session.start();
        ObjectNode context = Json.object().put("big", "x".repeat(260_000));
        List<JsonNode> artifacts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            artifacts.add(Json.object().put("kind", "wr.big").put("text", "y".repeat(2500)));
        }

        // when
        Decision largest = session.submit(new Submission("z".repeat(9000), artifacts, context));

        // then
        assertThat(largest).isInstanceOf(Decision.Accepted.class);
        assertThat(size(largest.events())).isLessThan(LOG_RECORD * 3 / 4);
        assertThat(session.pending().prompt())
                .hasSizeLessThan(LOG_RECORD + 64 * 1024)
                .contains("[too long: big]");
    }

    @Test
    void shouldSpreadTheFirstWordOfManySkippedStepsOverSeveralRecords() {
        // given
        StringBuilder steps = new StringBuilder("{'id':'run','title':'R','prompt':'r'}");
        for (int i = 0; i < 1200; i++) {
            steps.append(
                    ",{'id':'s-%d','title':'S','prompt':'p','runCondition':{'var':'x','equals':'%s'}}"
                            .formatted(i, "v".repeat(600)));
        }
        steps.append(",{'id':'end','title':'E','prompt':'e'}");
        Driver many = Driver.of(steps.toString());
        many.start();

        // when
        Decision first = many.notes("1");

        // then
        assertThat(size(first.events())).isLessThan(LOG_RECORD / 2);
        many.notes("2");
        assertThat(many.state().isComplete()).isTrue();
        assertThat(many.events(SessionEvent.StepSkipped.class))
                .extracting(SessionEvent.StepSkipped::stepId)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(200);
    }

    private Decision with(List<JsonNode> artifacts, ObjectNode context) {
        return session.submit(new Submission("notes", artifacts, context));
    }

    private Decision advance(String attempt) {
        return session.decide(
                new EngineCommand.Advance(
                        Driver.AT, session.state().tip(), attempt, Submission.notes("n")));
    }

    private static Decision soon(Supplier<Decision> work) {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), work::get);
    }

    private static int size(List<LoggedEvent> events) {
        return events.stream().mapToInt(event -> ContractsJson.write(event).length).sum();
    }

    private static JsonNode deep(int levels) {
        ArrayNode at = JsonNodeFactory.instance.arrayNode();
        ArrayNode outer = at;
        for (int i = 1; i < levels; i++) {
            at = at.addArray();
        }
        return outer;
    }

    private static void assertRefused(Decision decision, Decision.Code code, String detail) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r -> {
                            assertThat(r.code()).isEqualTo(code);
                            assertThat(r.detail()).contains(detail).hasSizeLessThan(1000);
                        });
    }
}
