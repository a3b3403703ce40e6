package dev.workrail.worker.session;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.worker.git.SecretScan;
import java.nio.file.Path;

/// What shipping needs to know and use.
///
/// @param gateHome a directory the test gate may make and remove
record ShippingParts(
        SessionSpec spec,
        ConfigValue.Workspace workspace,
        SecretScan scan,
        TestGate gate,
        Authorship author,
        Blobs blobs,
        Path gateHome) {}
