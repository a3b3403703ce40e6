/// Integrations: the outside systems of an org, and which secrets are for each.
@NullMarked
package dev.workrail.console.integrations;

import org.jspecify.annotations.NullMarked;
