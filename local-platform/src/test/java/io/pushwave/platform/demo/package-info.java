@NullMarked
package io.pushwave.platform.demo;

import org.jspecify.annotations.NullMarked;
