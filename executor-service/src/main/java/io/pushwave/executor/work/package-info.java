/** What workers of every room need: a tick, a wait that grows, a pause. */
@NullMarked
package io.pushwave.executor.work;

import org.jspecify.annotations.NullMarked;
