/// What every resource of the API shares: paging, preconditions, input faults, positions, and
/// answers to repeated requests.
@NullMarked
package dev.workrail.console.http;

import org.jspecify.annotations.NullMarked;
