@NullMarked
package io.pushwave.platform.domain;

import org.jspecify.annotations.NullMarked;
