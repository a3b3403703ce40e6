/// The API's description of itself, beyond what the routes' annotations say.
@NullMarked
package dev.workrail.console.openapi;

import org.jspecify.annotations.NullMarked;
