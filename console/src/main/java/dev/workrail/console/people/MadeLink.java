package dev.workrail.console.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.workrail.console.http.ShownOnce;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link that lets a person in, as its maker sees it, once. It is for the maker to pass on:
/// nothing is mailed from here.
///
/// @param invitation absent for a link to a new password
/// @param token what the link holds; absent where the answer is repeated, and so is the link
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MadeLink(
        @Nullable Invitation invitation,
        @Nullable String link,
        @Nullable String token,
        Instant expiresAt)
        implements ShownOnce {
    @Override
    public MadeLink withoutSecret() {
        return new MadeLink(invitation, null, null, expiresAt);
    }
}
