@NullMarked
package dev.workrail.projections;

import org.jspecify.annotations.NullMarked;
