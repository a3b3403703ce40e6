/// Policies: gates that an org asks of changes beside those that every change must pass.
@NullMarked
package dev.workrail.console.policies;

import org.jspecify.annotations.NullMarked;
