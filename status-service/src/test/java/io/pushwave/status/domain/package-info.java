@NullMarked
package io.pushwave.status.domain;

import org.jspecify.annotations.NullMarked;
