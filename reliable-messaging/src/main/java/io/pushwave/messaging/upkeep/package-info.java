/** What is kept for a while and then removed. */
@NullMarked
package io.pushwave.messaging.upkeep;

import org.jspecify.annotations.NullMarked;
