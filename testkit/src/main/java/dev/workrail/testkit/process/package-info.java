/// Instances of the product as processes of their own, to be started, watched and killed.
@NullMarked
package dev.workrail.testkit.process;

import org.jspecify.annotations.NullMarked;
