/// What becomes no event, kept for those who ask why: bounded, however much of it comes.
@NullMarked
package dev.workrail.ingest.refusal;

import org.jspecify.annotations.NullMarked;
