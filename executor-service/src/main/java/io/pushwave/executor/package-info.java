/** The executor: turns push commands into push requests, follows them to their end, keeps the inventory. */
@NullMarked
package io.pushwave.executor;

import org.jspecify.annotations.NullMarked;
