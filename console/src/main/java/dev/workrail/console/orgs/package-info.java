/// Orgs, and whoever calls.
@NullMarked
package dev.workrail.console.orgs;

import org.jspecify.annotations.NullMarked;
