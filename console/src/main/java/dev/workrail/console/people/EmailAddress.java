package dev.workrail.console.people;

import java.util.Locale;
import java.util.regex.Pattern;

/// How a person is known when they sign in: an address, in lower case. Whether mail arrives there
/// is nobody's concern here.
record EmailAddress(String text) {
    private static final Pattern FORM =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");

    /// @throws IllegalArgumentException where the text has not the form of an address
    static EmailAddress parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("expected an email address such as jane@acme.test");
        }
        return new EmailAddress(text.toLowerCase(Locale.ROOT));
    }
}
