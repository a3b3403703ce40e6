/// Sessions that ran long ago, as records of the logs: what a bench fills the views with.
///
/// A plain producer writes them; the product's own projections fold them, so that what is then
/// measured is what a replay leaves behind and nothing that was put into tables by hand.
@NullMarked
package dev.workrail.bench.history;

import org.jspecify.annotations.NullMarked;
