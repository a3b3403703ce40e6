/// Errors over HTTP: RFC 9457, one form for all.
@NullMarked
package dev.workrail.platform.problem;

import org.jspecify.annotations.NullMarked;
