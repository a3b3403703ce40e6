package dev.workrail.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void shouldKnowAPasswordByItsHashAndNoOther() {
        String hash = passwords.hash("correct horse battery");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
        assertThat(passwords.matches("correct horse battery", null)).isFalse();
    }

    @Test
    void shouldSaltEachHash() {
        assertThat(passwords.hash("the same one")).isNotEqualTo(passwords.hash("the same one"));
    }

    /// The hash is one that the reference implementation of Argon2 gives.
    @Test
    void shouldAgreeWithTheReferenceImplementation() {
        String known =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(passwords.matches("password", known)).isTrue();
        assertThat(passwords.outdated(known)).isFalse();
    }

    @Test
    void shouldTellAHashOfLessEffort() {
        assertThat(
                        passwords.outdated(
                                "$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHQ"
                                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void shouldTakeComposedAndDecomposedCharactersForOne() {
        String hash = passwords.hash("zum w\u00fcrdigen Ende");

        assertThat(passwords.matches("zum wu\u0308rdigen Ende", hash)).isTrue();
    }
}
