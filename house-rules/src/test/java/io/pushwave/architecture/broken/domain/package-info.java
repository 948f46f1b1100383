/** A domain that knows a framework. */
@NullMarked
package io.pushwave.architecture.broken.domain;

import org.jspecify.annotations.NullMarked;
