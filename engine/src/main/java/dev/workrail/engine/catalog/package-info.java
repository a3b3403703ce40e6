/// Where workflows come from, and which of several with one id counts. Start at [WorkflowCatalog].
@NullMarked
package dev.workrail.engine.catalog;

import org.jspecify.annotations.NullMarked;
