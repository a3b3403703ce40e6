@NullMarked
package dev.workrail.platform;

import org.jspecify.annotations.NullMarked;
