package dev.workrail.delivery.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Where a callback goes, taken from its URL.
///
/// @param authority host and port as written, for the Host header
/// @param path path and query, as sent
record CallbackAddress(boolean tls, String host, int port, String authority, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /// Empty for anything but an http or https URL with a host and without user or password.
    static Optional<CallbackAddress> parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || !(tls || scheme.equals("http"))) {
            return Optional.empty();
        }
        int standard = tls ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return Optional.of(
                new CallbackAddress(
                        tls,
                        host,
                        uri.getPort() == -1 ? standard : uri.getPort(),
                        uri.getRawAuthority(),
                        uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery()));
    }

    /// The host as a resolver and TLS take it: an IPv6 address without brackets.
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
