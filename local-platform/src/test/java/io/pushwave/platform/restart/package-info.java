@NullMarked
package io.pushwave.platform.restart;

import org.jspecify.annotations.NullMarked;
