/// Child processes: started so that they die with the worker, bounded in time and output.
@NullMarked
package dev.workrail.worker.process;

import org.jspecify.annotations.NullMarked;
