/// Repeats of requests: a POST with an Idempotency-Key has one effect and one answer.
@NullMarked
package dev.workrail.console.repeat;

import org.jspecify.annotations.NullMarked;
