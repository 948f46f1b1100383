@NullMarked
package io.pushwave.platform.overrides;

import org.jspecify.annotations.NullMarked;
