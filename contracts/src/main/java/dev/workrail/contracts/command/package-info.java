/// What people and programs ask of sessions, carried by `wr.commands`.
@NullMarked
package dev.workrail.contracts.command;

import org.jspecify.annotations.NullMarked;
