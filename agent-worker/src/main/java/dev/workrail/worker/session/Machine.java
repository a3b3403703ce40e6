package dev.workrail.worker.session;

import dev.workrail.worker.git.Git;
import dev.workrail.worker.git.Mirrors;
import dev.workrail.worker.sandbox.Sandbox;

/// What this machine runs sessions with, and what it tells of them.
public record Machine(Git git, Mirrors mirrors, Sandbox sandbox, WorkerMetrics metrics) {}
