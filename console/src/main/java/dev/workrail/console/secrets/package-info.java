/// Secrets of an org: written here, readable only by the roles whose purpose they serve.
@NullMarked
package dev.workrail.console.secrets;

import org.jspecify.annotations.NullMarked;
