@NullMarked
package io.pushwave.platform.endtoend;

import org.jspecify.annotations.NullMarked;
