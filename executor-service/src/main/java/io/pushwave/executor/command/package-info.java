/** Push commands, one for each org, and where each stands; plain Java. */
@NullMarked
package io.pushwave.executor.command;

import org.jspecify.annotations.NullMarked;
