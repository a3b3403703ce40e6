/// Signs proof records: an in-toto statement in a DSSE envelope, under a key of the org's own.
///
/// [ProofSigner] is where to start; [ProofStatement] says what is signed, [Dsse] how.
@NullMarked
package dev.workrail.projections.attest;

import org.jspecify.annotations.NullMarked;
