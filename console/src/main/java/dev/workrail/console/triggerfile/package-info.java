/// `triggers.yml`, WorkRail's own format for triggers: read, written, imported and exported.
///
/// [dev.workrail.console.triggerfile.FileParser] makes a tree of the text,
/// [dev.workrail.console.triggerfile.Inheritance] resolves `defaults` and `extends`,
/// [dev.workrail.console.triggerfile.FileTrigger] turns what is left into the same input that the
/// API takes, so that a trigger in a file is checked as any other.
@NullMarked
package dev.workrail.console.triggerfile;

import org.jspecify.annotations.NullMarked;
