/// Who calls, and what they may do: keys, members, roles, the one table of routes.
///
/// [AccessFilter] runs before every resource. It asks each [IdentitySource] who the bearer token
/// belongs to and [RoutePermissions] what the route needs.
@NullMarked
package dev.workrail.console.access;

import org.jspecify.annotations.NullMarked;
