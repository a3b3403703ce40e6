@NullMarked
package dev.workrail.bench;

import org.jspecify.annotations.NullMarked;
