/** How many API calls may be made, and for what; plain Java. */
@NullMarked
package io.pushwave.executor.budget;

import org.jspecify.annotations.NullMarked;
