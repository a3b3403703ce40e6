/// The form of workflow files, by released version. Start at [SchemaCheck].
@NullMarked
package dev.workrail.engine.schema;

import org.jspecify.annotations.NullMarked;
