/// Time as roles know it: ticks on the log ([Ticker]) and timers that ticks drive ([TimerStore]).
@NullMarked
package dev.workrail.platform.time;

import org.jspecify.annotations.NullMarked;
