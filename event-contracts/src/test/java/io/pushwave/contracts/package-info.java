@NullMarked
package io.pushwave.contracts;

import org.jspecify.annotations.NullMarked;
