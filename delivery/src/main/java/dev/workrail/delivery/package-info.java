@NullMarked
package dev.workrail.delivery;

import org.jspecify.annotations.NullMarked;
