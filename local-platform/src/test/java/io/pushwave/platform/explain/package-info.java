@NullMarked
package io.pushwave.platform.explain;

import org.jspecify.annotations.NullMarked;
