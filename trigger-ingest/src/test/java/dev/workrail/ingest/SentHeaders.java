package dev.workrail.ingest;

import dev.workrail.platform.trigger.request.RequestHeaders;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The headers of a webhook as a server hands them over.
record SentHeaders(RequestHeaders headers, int length) implements HttpHeaders {
    private static final List<String> NAMES =
            List.of("Content-Type", "X-GitHub-Event", "X-GitHub-Delivery", "X-Hub-Signature-256");

    @Override
    public MultivaluedMap<String, String> getRequestHeaders() {
        MultivaluedMap<String, String> all = new MultivaluedHashMap<>();
        NAMES.forEach(name -> all.put(name, headers.all(name)));
        return all;
    }

    @Override
    public List<String> getRequestHeader(String name) {
        return headers.all(name);
    }

    @Override
    public String getHeaderString(String name) {
        return headers.first(name).orElse(null);
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public List<MediaType> getAcceptableMediaTypes() {
        return List.of(MediaType.WILDCARD_TYPE);
    }

    @Override
    public List<Locale> getAcceptableLanguages() {
        return List.of();
    }

    @Override
    public MediaType getMediaType() {
        return MediaType.APPLICATION_JSON_TYPE;
    }

    @Override
    public Locale getLanguage() {
        return null;
    }

    @Override
    public Map<String, Cookie> getCookies() {
        return Map.of();
    }

    @Override
    public Date getDate() {
        return null;
    }
}
