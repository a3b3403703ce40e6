/// Workflows: the bundled ones, and those an org publishes.
@NullMarked
package dev.workrail.console.workflows;

import org.jspecify.annotations.NullMarked;
