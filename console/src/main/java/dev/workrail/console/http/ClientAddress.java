package dev.workrail.console.http;

import io.vertx.core.http.HttpServerRequest;

/// Where a request comes from. Behind a proxy this is the proxy, unless `quarkus.http.proxy.*` says
/// that it is to be believed about others.
public final class ClientAddress {
    private ClientAddress() {}

    /// The address as text, without a port.
    public static String of(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "unknown"
                : String.valueOf(request.remoteAddress().hostAddress());
    }
}
