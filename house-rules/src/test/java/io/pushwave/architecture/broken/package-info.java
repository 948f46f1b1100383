/** Classes that break the rules of the house, so that the rules can be seen to notice. */
@NullMarked
package io.pushwave.architecture.broken;

import org.jspecify.annotations.NullMarked;
