@NullMarked
package io.pushwave.platform.process;

import org.jspecify.annotations.NullMarked;
