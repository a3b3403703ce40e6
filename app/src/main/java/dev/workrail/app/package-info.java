/// The one application: assembles every role, brings broker and database on one machine, and speaks
/// the command line.
///
/// Start reading at [dev.workrail.app.Main]; `cli` holds one class per command, `instance` what it
/// takes to run everything on one machine, `demo` the guided first run.
@NullMarked
package dev.workrail.app;

import org.jspecify.annotations.NullMarked;
