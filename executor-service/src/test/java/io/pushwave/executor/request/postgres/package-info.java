@NullMarked
package io.pushwave.executor.request.postgres;

import org.jspecify.annotations.NullMarked;
