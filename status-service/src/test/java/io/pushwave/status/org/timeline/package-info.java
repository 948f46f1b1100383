@NullMarked
package io.pushwave.status.org.timeline;

import org.jspecify.annotations.NullMarked;
