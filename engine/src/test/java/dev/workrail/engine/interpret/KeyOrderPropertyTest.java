package dev.workrail.engine.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyOrderPropertyTest {
    private static final Collator ROOT = Collator.getInstance(ULocale.ROOT).freeze();

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withChars("_-:.@0123456789abcdefghijklmnopqrstuvwxyz")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    @Property
    void theTableOrdersKeysAsTheRootCollationDoes(
            @ForAll("keys") String a, @ForAll("keys") String b) {
        int table = Integer.signum(KeyOrder.INSTANCE.compare(a, b));

        assertThat(table).isEqualTo(Integer.signum(ROOT.compare(a, b)));
    }

    @Property
    void addingKeysOneByOneGivesTheSameAsAllAtOnce(
            @ForAll List<@net.jqwik.api.constraints.NotEmpty String> keys) {
        Completed all = Completed.of(keys);
        Completed grown = Completed.NONE.plusAll(keys);

        assertThat(grown).isEqualTo(all);
        assertThat(keys).allMatch(grown::contains);
        assertThat(grown.minus(all)).isEmpty();
        assertThat(grown.minus(Completed.NONE)).isEqualTo(all.keys());
    }
}
