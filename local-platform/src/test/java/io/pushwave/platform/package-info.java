@NullMarked
package io.pushwave.platform;

import org.jspecify.annotations.NullMarked;
