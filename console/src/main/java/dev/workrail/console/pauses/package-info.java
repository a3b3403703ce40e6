/// Pause and resume of orgs and triggers: commands to the scheduler, and what they came to.
@NullMarked
package dev.workrail.console.pauses;

import org.jspecify.annotations.NullMarked;
