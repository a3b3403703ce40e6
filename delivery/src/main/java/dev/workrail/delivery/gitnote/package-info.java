/// Notes on pushed commits, on a plain git remote.
@NullMarked
package dev.workrail.delivery.gitnote;

import org.jspecify.annotations.NullMarked;
