/// Which parts of WorkRail Auto live in this process.
@NullMarked
package dev.workrail.platform.role;

import org.jspecify.annotations.NullMarked;
