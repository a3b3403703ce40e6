/// A workflow definition as records: what an author wrote, after templates, bindings, features and
/// references were worked in. Start at [Workflow].
@NullMarked
package dev.workrail.engine.model;

import org.jspecify.annotations.NullMarked;
