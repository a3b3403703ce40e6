package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.json.Json;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyRangesPropertyTest {
    @Provide
    Arbitrary<List<String>> keys() {
        Arbitrary<String> plain = Arbitraries.of("one", "loop", "a.b", "odd@key", "x@01::y");
        Arbitrary<String> passes =
                Arbitraries.integers()
                        .between(0, 40)
                        .map(pass -> "loop@" + pass + "::" + (pass % 3 == 0 ? "fix" : "check"));
        return Arbitraries.oneOf(plain, passes).list().ofMaxSize(60);
    }

    @Property
    void readingGivesBackWhatWasWritten(@ForAll("keys") List<String> keys) {
        Completed completed = Completed.of(keys);

        String json = KeyRanges.write(completed).toString();

        assertThat(KeyRanges.read(Json.parse(json))).isEqualTo(completed);
    }

    @Example
    void aLongLoopTakesOneLinePerStep() {
        Completed completed = Completed.NONE;
        for (int pass = 0; pass < 1000; pass++) {
            completed = completed.plus("loop@" + pass + "::step");
        }

        assertThat(KeyRanges.write(completed)).hasToString("{\"loop\":{\"step\":\"0-999\"}}");
    }
}
