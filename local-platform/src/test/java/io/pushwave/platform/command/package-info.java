@NullMarked
package io.pushwave.platform.command;

import org.jspecify.annotations.NullMarked;
