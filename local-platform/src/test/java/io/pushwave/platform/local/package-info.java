@NullMarked
package io.pushwave.platform.local;

import org.jspecify.annotations.NullMarked;
