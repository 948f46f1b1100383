@NullMarked
package io.pushwave.executor.request;

import org.jspecify.annotations.NullMarked;
