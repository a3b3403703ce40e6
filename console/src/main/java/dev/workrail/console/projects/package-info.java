/// Projects of an org, by which people group its workspaces.
@NullMarked
package dev.workrail.console.projects;

import org.jspecify.annotations.NullMarked;
