/// Secrets at rest: sealed with a purpose's public key, opened only by who holds its private key.
///
/// [SecretKeys] makes and rotates key files; the console holds the public ones and a
/// [SecretSealer]; a role holds the private one of its own purpose and a [SecretOpener].
@NullMarked
package dev.workrail.platform.secret;

import org.jspecify.annotations.NullMarked;
