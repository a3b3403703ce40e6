/// Replays recorded WorkRail vectors against the engine.
@NullMarked
package dev.workrail.conformance;

import org.jspecify.annotations.NullMarked;
