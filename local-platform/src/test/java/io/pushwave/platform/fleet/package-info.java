@NullMarked
package io.pushwave.platform.fleet;

import org.jspecify.annotations.NullMarked;
