@NullMarked
package io.pushwave.status.fold;

import org.jspecify.annotations.NullMarked;
