@NullMarked
package io.pushwave.status.fold.kafka;

import org.jspecify.annotations.NullMarked;
