/// Benchmarks, each beside a raw baseline taken in the same run on the same machine.
///
/// Start reading at [dev.workrail.bench.Bench]. A benchmark starts the built product as a process
/// of its own and drives it from outside; nothing in here is part of the product.
@NullMarked
package dev.workrail.bench;

import org.jspecify.annotations.NullMarked;
