/// Commands to sessions: steer, cancel, kill, lift, resume, retry, answer, verdict. Each is one
/// record on `wr.commands`, which is its audit too.
@NullMarked
package dev.workrail.console.commands;

import org.jspecify.annotations.NullMarked;
