@NullMarked
package io.pushwave.executor.domain;

import org.jspecify.annotations.NullMarked;
