@NullMarked
package io.pushwave.executor.command.postgres;

import org.jspecify.annotations.NullMarked;
