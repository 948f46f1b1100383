/** How far the view is behind the log. */
@NullMarked
package io.pushwave.status.lag;

import org.jspecify.annotations.NullMarked;
