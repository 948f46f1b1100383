@NullMarked
package io.pushwave.status.org.postgres;

import org.jspecify.annotations.NullMarked;
