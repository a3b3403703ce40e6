/// How fast the engine is. Run [EngineBenchmarks].
@NullMarked
package dev.workrail.bench.engine;

import org.jspecify.annotations.NullMarked;
