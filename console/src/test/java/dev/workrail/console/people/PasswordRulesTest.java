package dev.workrail.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.console.http.InputFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "short one",
                "aaaaaaaaaaaaaaaa",
                "janedoe-in-the-sky",
                "My-Password-Is-Long",
                "workrail workrail!",
                "only 123456 follows",
                "and gfedcba back"
            })
    void shouldRefuseWhatIsGuessedFirst(String password) {
        assertThat(accepted(password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "Tr0ub4dor&3x!",
                "ein ganz langer Satz",
                "密码很长而且没有人会猜到它吧"
            })
    void shouldAcceptWhatIsLong(String password) {
        assertThat(accepted(password)).isTrue();
    }

    @Test
    void shouldRefuseWhatIsTooLongToHash() {
        assertThat(accepted("abcdefg ".repeat(40))).isFalse();
    }

    private static boolean accepted(String password) {
        InputFaults faults = new InputFaults();
        PasswordRules.read(faults, "/password", password, "janedoe@acme.test");
        return faults.none();
    }
}
