/// Configuration that roles other than console need, carried by `wr.config`.
@NullMarked
package dev.workrail.contracts.config;

import org.jspecify.annotations.NullMarked;
