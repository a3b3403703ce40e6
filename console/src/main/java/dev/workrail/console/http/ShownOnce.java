package dev.workrail.console.http;

/// An answer with a secret that is shown once: what is kept for a repeat of the request has none.
public interface ShownOnce {
    Object withoutSecret();
}
