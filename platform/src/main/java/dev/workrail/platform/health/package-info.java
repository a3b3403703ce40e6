/// Whether this process may live, may take work, and has started; answered from its roles.
@NullMarked
package dev.workrail.platform.health;

import org.jspecify.annotations.NullMarked;
