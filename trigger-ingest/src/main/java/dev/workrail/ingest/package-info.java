/// Webhooks in: verify, map, publish.
///
/// In: HTTP at [WebhookResource], configuration from `wr.config`, queue lengths from
/// `wr.scheduling`. Out: `wr.triggers`, one event per accepted occurrence, and an answer that says
/// 202 only once the log has it. Start reading at `intake.WebhookIntake`, which is the whole way of
/// a webhook; `signature` says who sent it, `provider` what it is about, `mapping` what to do about
/// it, `admission` whether there is room.
@NullMarked
package dev.workrail.ingest;

import org.jspecify.annotations.NullMarked;
