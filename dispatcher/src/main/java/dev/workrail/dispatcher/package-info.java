@NullMarked
package dev.workrail.dispatcher;

import org.jspecify.annotations.NullMarked;
