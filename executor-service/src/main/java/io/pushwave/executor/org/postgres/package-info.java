/** All that is stored about one org's push commands. */
@NullMarked
package io.pushwave.executor.org.postgres;

import org.jspecify.annotations.NullMarked;
