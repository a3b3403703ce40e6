package dev.workrail.console.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// An issuer's keys: found by OIDC discovery, kept for five minutes, asked for anew when a token
/// names an unknown one (at most twice in half a minute), and kept on for an hour while the issuer
/// is away.
final class Issuer {
    private static final int TIMEOUT_MS = 3_000;
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration OUTAGE = Duration.ofHours(1);

    private Issuer() {}

    /// @throws IOException where discovery does not answer, or names another issuer
    static JWKSource<SecurityContext> keys(URI issuer) throws IOException {
        DefaultResourceRetriever retriever =
                new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);
        URL discovery = URI.create(bare(issuer) + "/.well-known/openid-configuration").toURL();
        JsonNode found = json(retriever.retrieveResource(discovery).getContent(), discovery);
        if (!found.path("issuer").asText().equals(issuer.toString())) {
            throw new IOException(
                    "%s names issuer '%s', expected '%s'"
                            .formatted(discovery, found.path("issuer").asText(), issuer));
        }
        URI keys = URI.create(found.path("jwks_uri").asText());
        expectPrivate(keys);
        return JWKSourceBuilder.<SecurityContext>create(keys.toURL(), retriever)
                .refreshAheadCache(false)
                .retrying(true)
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    /// What comes over an open line may come from anyone.
    ///
    /// @throws IOException where `uri` is neither over TLS nor on this machine
    static void expectPrivate(URI uri) throws IOException {
        boolean here =
                "http".equals(uri.getScheme())
                        && uri.getHost() != null
                        && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        if (!"https".equals(uri.getScheme()) && !here) {
            throw new IOException("expected https for '%s'".formatted(uri));
        }
    }

    private static String bare(URI issuer) {
        String text = issuer.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static JsonNode json(String text, URL from) throws IOException {
        try {
            return ContractsJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (MalformedJsonException e) {
            throw new IOException(from + " is no JSON", e);
        }
    }
}
