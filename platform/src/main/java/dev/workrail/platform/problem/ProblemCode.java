package dev.workrail.platform.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every code a problem may have: the one list, which the API's document and its guide repeat. The
/// wire form is the name in lower case. A code is never given another meaning or another status.
public enum ProblemCode {
    MALFORMED(400, "a field, a parameter or the body is not as expected; `errors` names each"),
    UNAUTHORIZED(401, "no key, sign-in or token that is known and in force"),
    WRONG_CREDENTIALS(401, "the password, or the link that stands for it, is not the right one"),
    FORBIDDEN(403, "the caller's role or the key's scopes do not reach this far"),
    CSRF(403, "a change by a sign-in lacks its `X-WorkRail-CSRF`"),
    LINK_EXPIRED(403, "the link to an artifact has expired; list artifacts for a fresh one"),
    LINK_INVALID(403, "the link to an artifact was altered, or is of another deployment"),
    NOT_FOUND(404, "there is nothing of this name, or nothing the caller may know of"),
    METHOD_NOT_ALLOWED(405, "the path takes another method"),
    NOT_ACCEPTABLE(406, "the path answers in no media type that `Accept` names"),
    ALREADY_MEMBER(409, "the account belongs to the org already"),
    COUNT_CHANGED(409, "the filter does not mean as many as `expectedCount` any more"),
    DECIDED(409, "the dead letter was replayed or discarded before"),
    DELETED(409, "an org of this id was deleted; ids are not given out again"),
    DISABLED(409, "the trigger is disabled"),
    ERASED(409, "a clean-up erases the session"),
    EXISTS(409, "there is one of this name already"),
    IN_PROGRESS(409, "the first request with this `Idempotency-Key` is still at work"),
    IN_USE(409, "something else names it; `detail` says what"),
    INVITATION_CLOSED(409, "the invitation has expired or was used"),
    LAST_OWNER(409, "an org keeps at least one owner"),
    NO_ACCOUNT(409, "the caller has no account here, so no password"),
    NO_SECRET(409, "the trigger names no such secret, or it is not stored"),
    NO_RETENTION(409, "the org keeps its sessions for good; it has no retention to go by"),
    MORE_THAN_SAID(409, "the clean-up would erase more than `atMost` sessions"),
    OPERATOR_ORG(409, "the org of the operators runs the deployment, so it stays"),
    NOT_OVER(409, "the session is still at work, so it cannot be run again"),
    CHANGED(412, "it is not at the version that `If-Match` names"),
    TOO_LARGE(413, "the request is larger than may be"),
    UNSUPPORTED_MEDIA_TYPE(415, "the body is in another media type than the path takes"),
    RANGE_NOT_SATISFIABLE(416, "the artifact has no such bytes"),
    IDEMPOTENCY_KEY_REUSED(422, "this `Idempotency-Key` was sent with another request"),
    NOT_REPLAYABLE(422, "what is to be replayed is not whole any more, or never was"),
    OPERATOR_ROLE(422, "the role operator exists in the org of the operators only"),
    SHARED_ACCOUNT(422, "the account belongs to other orgs too; an operator may do this"),
    TAKES_NO_PAYLOAD(422, "the trigger takes no payload"),
    TOO_MANY(422, "the filter means more than one request may change; narrow it"),
    UNKNOWN_MEMBER(422, "no member of the org has this id"),
    UNKNOWN_TRIGGER(422, "no trigger of the org has this id"),
    VALUE_NEEDED(422, "the provider chooses the secret itself; send it as `value`"),
    EXPORT_RUNNING(429, "an export of the org is on its way; `Retry-After` says when to try again"),
    QUEUE_FULL(429, "as many occurrences wait as may"),
    RATE_LIMITED(429, "more requests than the quota; `Retry-After` says when"),
    SIGN_IN_THROTTLED(429, "too many wrong passwords; `Retry-After` says when"),
    INTERNAL(500, "our fault: tell the operator the `traceId`"),
    UNAVAILABLE(503, "the log or the database is away; `Retry-After` says when to try again");

    private final int status;
    private final String meaning;

    ProblemCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    /// The same for every problem of the status.
    String title() {
        return switch (status) {
            case 400 -> "Malformed request";
            case 401 -> "Not authenticated";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 412 -> "Precondition failed";
            case 413 -> "Request too large";
            case 415 -> "Unsupported media type";
            case 416 -> "Range not satisfiable";
            case 422 -> "Refused";
            case 429 -> "Too many requests";
            case 503 -> "Temporarily unavailable";
            default -> "Internal error";
        };
    }

    /// When it is answered, in one sentence.
    public String meaning() {
        return meaning;
    }

    /// As a problem's `code` has it.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProblemCode> of(String wire) {
        return Arrays.stream(values()).filter(code -> code.wire().equals(wire)).findFirst();
    }
}
