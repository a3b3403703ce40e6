package dev.workrail.console.http;

/// The headers of the API that no standard class names.
public final class Headers {
    /// On an answer: where the write lies. On a GET: what its answer must have seen. A list of
    /// `topic-partition:offset` separated by commas.
    public static final String POSITION = "X-WorkRail-Position";

    /// On an answer, `true` where the views did not get to the asked position in time.
    public static final String STALE = "X-WorkRail-Stale";

    /// On an answer, `pending` where a configuration change is committed but not yet published.
    public static final String PUBLICATION = "X-WorkRail-Publication";

    /// On a POST: names the request, so that its repeat has the effect and answer of the first.
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// On an answer, `true` where it is the kept one of an earlier request.
    public static final String REPLAYED = "Idempotency-Replayed";

    /// On a request that changes something: why, for the audit log.
    public static final String REASON = "X-WorkRail-Reason";

    /// On a request that a browser makes by its cookie and that changes something: the `csrfToken`
    /// of the sign-in.
    public static final String CSRF = "X-WorkRail-CSRF";

    private Headers() {}
}
