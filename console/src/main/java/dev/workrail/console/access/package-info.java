/// Who calls, and what they may do: keys, members, roles, the one table of routes.
///
/// [AccessFilter] runs before every resource. [Permits] asks each [IdentitySource] who the token
/// belongs to and [RoutePermissions] what the route needs; what lasts asks it again.
@NullMarked
package dev.workrail.console.access;

import org.jspecify.annotations.NullMarked;
