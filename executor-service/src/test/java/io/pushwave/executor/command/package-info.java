@NullMarked
package io.pushwave.executor.command;

import org.jspecify.annotations.NullMarked;
