/// The audit log: every change and every command, with actor, reason, before and after.
///
/// [AuditTrail] enters changes in the transaction that makes them. Commands are one record each on
/// `wr.commands`, whoever wrote them; [CommandAudit] derives their entries from there.
@NullMarked
package dev.workrail.console.audit;

import org.jspecify.annotations.NullMarked;
