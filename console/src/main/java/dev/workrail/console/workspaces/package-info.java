/// Workspaces: a repository and how work in it is done.
@NullMarked
package dev.workrail.console.workspaces;

import org.jspecify.annotations.NullMarked;
