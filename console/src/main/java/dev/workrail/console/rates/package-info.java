/// How many requests a caller may make: counted per key or sign-in, per org, and per address where
/// nobody is known.
@NullMarked
package dev.workrail.console.rates;

import org.jspecify.annotations.NullMarked;
