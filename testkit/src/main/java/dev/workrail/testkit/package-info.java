/// Real broker and database for tests. Annotate a test class with [WorkrailBackend] and take a
/// [Backend] as a parameter.
///
/// Topic names are fixed, so tests are kept apart by wiping: before each test class (or each test,
/// see [WorkrailBackend.Wipe]) topics and groups are deleted and created anew and both schemas are
/// emptied. That costs well below a second; the servers start once per JVM. Close loops and
/// publishers in the test: a group with a living member cannot be wiped.
@NullMarked
package dev.workrail.testkit;

import org.jspecify.annotations.NullMarked;
