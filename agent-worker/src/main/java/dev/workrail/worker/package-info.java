@NullMarked
package dev.workrail.worker;

import org.jspecify.annotations.NullMarked;
