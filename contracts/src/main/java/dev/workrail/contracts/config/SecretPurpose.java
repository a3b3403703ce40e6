package dev.workrail.contracts.config;

/// What a secret may be used for. One encryption key per purpose; a role mounts only its own.
public enum SecretPurpose {
    @com.fasterxml.jackson.annotation.JsonProperty("ingest")
    INGEST,
    @com.fasterxml.jackson.annotation.JsonProperty("model")
    MODEL,
    @com.fasterxml.jackson.annotation.JsonProperty("git")
    GIT,
    @com.fasterxml.jackson.annotation.JsonProperty("delivery")
    DELIVERY,
    @com.fasterxml.jackson.annotation.JsonProperty("signing")
    SIGNING
}
