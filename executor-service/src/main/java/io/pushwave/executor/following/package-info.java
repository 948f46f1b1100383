/** How long jobs are waited for, and up to which change they were seen; plain Java. */
@NullMarked
package io.pushwave.executor.following;

import org.jspecify.annotations.NullMarked;
