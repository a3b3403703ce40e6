/// The way of one webhook from its bytes to an acknowledged trigger event. Start at
/// `WebhookIntake`.
@NullMarked
package dev.workrail.ingest.intake;

import org.jspecify.annotations.NullMarked;
