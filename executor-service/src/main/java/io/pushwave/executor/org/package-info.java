/** What became of one org, in a sentence; plain Java. */
@NullMarked
package io.pushwave.executor.org;

import org.jspecify.annotations.NullMarked;
