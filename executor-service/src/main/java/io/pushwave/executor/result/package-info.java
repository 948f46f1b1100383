/** What the end of a job means for its org; plain Java. */
@NullMarked
package io.pushwave.executor.result;

import org.jspecify.annotations.NullMarked;
