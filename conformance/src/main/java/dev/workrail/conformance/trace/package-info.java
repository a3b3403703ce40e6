/// Replays recorded runs turn by turn: answers, texts and durable events. Start at [TraceReplay].
@NullMarked
package dev.workrail.conformance.trace;

import org.jspecify.annotations.NullMarked;
