package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.SessionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Steps that ask for a judgement with bounded levels.
class AssessmentTest {
    private static final String END = ",{'id':'end','title':'E','prompt':'e'}";
    private static final String FIT =
            "'assessments':[{'id':'fit','purpose':'Fit','dimensions':[{'id':'size','purpose':'S','levels':['low','high']},"
                    + "{'id':'care','purpose':'C','levels':['low','high'],'required':false}]}],";

    @Test
    void shouldKeepAStepOpenWhileAnAssessmentAsksForMore() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','assessmentRefs':['fit'],'assessmentConsequences':["
                                + "{'when':{'anyEqualsLevel':'low'},'effect':{'kind':'require_followup','guidance':'Raise it.'}}]}"
                                + END,
                        FIT);
        session.start();
        assertThat(session.pending().output().assessments()).containsExactly("fit");

        // when
        Decision low =
                session.artifact("n", "{'kind':'wr.assessment','dimensions':{'size':'low'}}");
        Decision high =
                session.artifact("n", "{'kind':'wr.assessment','dimensions':{'size':' High'}}");

        // then
        assertThat(low)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d -> {
                            assertThat(d.followup().guidance()).isEqualTo("Raise it.");
                            assertThat(d.followup().title()).contains("fit.size == low");
                            assertThat(d.blockers().getFirst().suggestedFix())
                                    .contains("Raise it.");
                        });
        assertThat(high).isInstanceOf(Decision.Accepted.class);
        assertThat(session.events(SessionEvent.AssessmentConsequenceApplied.class)).hasSize(1);
        assertThat(session.events(SessionEvent.AssessmentRecorded.class))
                .extracting(a -> a.dimensions().getFirst().normalization())
                .containsExactly("exact", "normalized");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'size':'huge'};Level \"huge\" is not allowed",
                "{'depth':'low','size':'low'};Unknown assessment dimension \"depth\"",
                "{};malformed",
                "{'care':'low'};Missing assessment dimension \"size\""
            })
    void shouldSayWhatIsWrongWithAnAssessment(String dimensions, String issue) {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','assessmentRefs':['fit']}" + END,
                        FIT);
        session.start();

        // when
        Decision decision =
                session.artifact("n", "{'kind':'wr.assessment','dimensions':" + dimensions + "}");

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d ->
                                assertThat(String.join("\n", d.validation().issues()))
                                        .contains(issue));
    }
}
