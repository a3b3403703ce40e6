package dev.workrail.console.http;

import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.settings.Written;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Answers about entries of the configuration: ETag, position, and 202 where a change is committed
/// but not yet published.
public final class Answers {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

    private Answers() {}

    /// An entry as it is.
    public static Response entry(ConfigEntry<?> entry, Object view) {
        return Response.ok(view).tag(tag(entry.version())).build();
    }

    /// What an entry is at a version.
    public static <T> RestResponse<T> version(T view, long version) {
        return RestResponse.ResponseBuilder.ok(view).tag(tag(version)).build();
    }

    /// A changed or created entry.
    ///
    /// @param location path of a created entry; absent for a change
    public static <E extends ConfigEntry<?>> Response written(
            Written<E> written, Function<E, ?> view, @Nullable String location) {
        ResponseBuilder answer =
                Response.status(location == null ? 200 : 201).entity(view.apply(written.result()));
        if (location != null) {
            answer.location(URI.create(location));
        }
        return positioned(answer.tag(tag(written.result().version())), written).build();
    }

    /// A change of more than one entry, with what is to be said of it.
    public static Response changed(Written<?> written) {
        return positioned(Response.ok(written.result()), written).build();
    }

    /// A deleted entry.
    public static Response deleted(Written<?> written) {
        return positioned(Response.noContent(), written).build();
    }

    private static ResponseBuilder positioned(ResponseBuilder answer, Written<?> written) {
        written.position().ifPresent(position -> answer.header(Headers.POSITION, position));
        if (written.pending()) {
            answer.status(202).header(Headers.PUBLICATION, "pending");
        }
        return answer;
    }

    private static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /// From If-Match and If-None-Match (RFC 9110, sections 13.1.1 and 13.1.2).
    ///
    /// @throws ProblemException 400 where they hold no ETag of ours
    public static Precondition precondition(
            @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.strip().equals("*")) {
                throw malformed("If-None-Match", "expected *");
            }
            return Precondition.ABSENT;
        }
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Precondition.NONE;
        }
        Matcher tag = ETAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw malformed("If-Match", "expected one ETag that an answer of ours carried");
        }
        return Precondition.version(Long.parseLong(tag.group(1)));
    }

    private static ProblemException malformed(String header, String detail) {
        return ProblemException.badRequest(
                "header %s: %s".formatted(header, detail),
                List.of(new Problem.InputError(header, detail)));
    }
}
