/// What proves a change: the verifications of a commit, the gates it must pass, the verdict.
///
/// A session says everything it knows about a commit in one [ProofContribution], which replaces
/// what it said before; [ProofFold] puts the contributions of a commit together and [GatePolicy]
/// judges them.
@NullMarked
package dev.workrail.projections.proof;

import org.jspecify.annotations.NullMarked;
