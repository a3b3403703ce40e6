/// CloudEvents 1.0 envelopes and their binary-mode form.
@NullMarked
package dev.workrail.contracts.event;

import org.jspecify.annotations.NullMarked;
