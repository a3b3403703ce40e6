/// People who sign in elsewhere: tokens of one OIDC issuer, and what their claims say of roles.
@NullMarked
package dev.workrail.console.oidc;

import org.jspecify.annotations.NullMarked;
