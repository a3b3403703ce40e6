/// Webhooks in: verify, map, publish.
///
/// In: HTTP at [WebhookResource], configuration from `wr.config`, queue lengths from
/// `wr.scheduling`. Out: `wr.triggers`, one event per accepted occurrence, and an answer that says
/// 202 only once the log has it. Start reading at `intake.WebhookIntake`, which is the whole way of
/// a webhook; `signature` says who sent it, `admission` whether there is room. What it is about and
/// what a trigger makes of it is pure and lies in [dev.workrail.platform.trigger].
@NullMarked
package dev.workrail.ingest;

import org.jspecify.annotations.NullMarked;
