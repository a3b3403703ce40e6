/// Keeps what operators read short where one cause is met again and again.
@NullMarked
package dev.workrail.platform.log;

import org.jspecify.annotations.NullMarked;
