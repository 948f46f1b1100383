@NullMarked
package io.pushwave.platform.api;

import org.jspecify.annotations.NullMarked;
