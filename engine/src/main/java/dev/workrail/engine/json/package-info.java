/// JSON as the engine sees it: bounded reading, canonical form, digests, derived ids and the value
/// rules of the language WorkRail conditions and templates were written for.
@NullMarked
package dev.workrail.engine.json;

import org.jspecify.annotations.NullMarked;
