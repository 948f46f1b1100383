/** Child processes: started, watched, and ended with whoever started them. */
@NullMarked
package io.pushwave.platform.process;

import org.jspecify.annotations.NullMarked;
