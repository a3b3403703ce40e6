/// People of the deployment: their accounts, how they sign in, how they come to orgs.
///
/// An account is one person, known by an email address. They belong to an org as one of its members
/// and act there with that member's role. A person comes to an org by an invitation and proves who
/// they are by a password; [SignIns] makes that a cookie.
@NullMarked
package dev.workrail.console.people;

import org.jspecify.annotations.NullMarked;
