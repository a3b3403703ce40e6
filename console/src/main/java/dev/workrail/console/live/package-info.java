/// The console's own tail of the log, and the streams that follow it.
///
/// [LiveTail] reads `wr.sessions` and `wr.scheduling` once per process into [LiveLog], a bounded
/// memory of what was said last. A stream is a [Mailbox] on it, bounded too: who does not keep up
/// is told to `resync` and goes on from now.
@NullMarked
package dev.workrail.console.live;

import org.jspecify.annotations.NullMarked;
