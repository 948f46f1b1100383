/** What drives the rooms of pushing, and measures what is before them. */
@NullMarked
package io.pushwave.executor.pushing.work;

import org.jspecify.annotations.NullMarked;
