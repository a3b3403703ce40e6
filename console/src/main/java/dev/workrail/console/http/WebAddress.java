package dev.workrail.console.http;

import java.net.URI;
import java.net.URISyntaxException;

/// An address of the web, as input names one.
public final class WebAddress {
    private static final int MAX = 2_000;

    private WebAddress() {}

    /// The address as it was given.
    ///
    /// @throws IllegalArgumentException where it is none, or holds a user or password
    public static String check(String text) {
        if (text.length() > MAX) {
            throw new IllegalArgumentException("expected at most " + MAX + " characters");
        }
        try {
            URI uri = new URI(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "expected http(s)://host/… without user or password");
            }
            return text;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL", e);
        }
    }
}
