@NullMarked
package io.pushwave.platform.kafka;

import org.jspecify.annotations.NullMarked;
