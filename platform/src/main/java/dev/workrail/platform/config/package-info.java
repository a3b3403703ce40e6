/// What a role knows of `wr.config`. Start at [ConfigCache].
@NullMarked
package dev.workrail.platform.config;

import org.jspecify.annotations.NullMarked;
