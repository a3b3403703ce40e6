/// The one JSON mapper, and how sealed families are read and written by their kind.
@NullMarked
package dev.workrail.contracts.json;

import org.jspecify.annotations.NullMarked;
