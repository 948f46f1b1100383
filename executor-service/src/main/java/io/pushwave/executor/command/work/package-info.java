/** Answers to push commands that cannot be used. */
@NullMarked
package io.pushwave.executor.command.work;

import org.jspecify.annotations.NullMarked;
