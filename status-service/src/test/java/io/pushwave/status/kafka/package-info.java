@NullMarked
package io.pushwave.status.kafka;

import org.jspecify.annotations.NullMarked;
