@NullMarked
package dev.workrail.testkit;

import org.jspecify.annotations.NullMarked;
