@NullMarked
package io.pushwave.platform.bench;

import org.jspecify.annotations.NullMarked;
