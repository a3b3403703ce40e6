/// Sessions: start them, list them, look into them.
@NullMarked
package dev.workrail.console.sessions;

import org.jspecify.annotations.NullMarked;
