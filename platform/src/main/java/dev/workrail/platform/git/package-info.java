/// How git reaches remotes: credentials and trust, kept away from files and command lines.
@NullMarked
package dev.workrail.platform.git;

import org.jspecify.annotations.NullMarked;
