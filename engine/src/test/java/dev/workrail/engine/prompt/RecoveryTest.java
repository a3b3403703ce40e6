package dev.workrail.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.output.Utf8;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Driver;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    @Test
    void shouldKeepTheLatestNotesWhereNotAllFit() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'each','type':'loop','title':'Each','loop':{'type':'for','count':12,"
                                + "'maxIterations':12},'body':[{'id':'work','title':'Work',"
                                + "'prompt':'Go'}]},{'id':'end','title':'End','prompt':'End'}");
        session.start();
        for (int i = 0; i < 12; i++) {
            session.notes("note " + i + " " + "x".repeat(3900));
        }

        // when
        Decision again = session.rehydrate();

        // then
        String prompt = ((Decision.Accepted) again).pending().prompt();
        String appendix = prompt.substring(prompt.indexOf("## Recovery Context"));
        assertThat(Utf8.bytes(appendix)).isLessThanOrEqualTo(24 * 1024);
        assertThat(appendix)
                .contains("note 11")
                .contains("[earlier notes omitted]")
                .doesNotContain("note 0 ");
    }

    @Test
    void shouldGiveAStepTheFunctionsItNames() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','functionReferences':['pick()']}",
                        "'functionDefinitions':[{'name':'pick','definition':'Pick one.'},"
                                + "{'name':'drop','definition':'Drop one.'}],");
        session.start();

        // when
        Decision again = session.rehydrate();

        // then
        assertThat(((Decision.Accepted) again).pending().prompt())
                .contains("function pick(...)\n  Pick one.")
                .doesNotContain("Drop one.");
    }
}
