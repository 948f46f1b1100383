/** The copy of a package's subscribers: when it is read, and what is made of what was read; plain Java. */
@NullMarked
package io.pushwave.executor.inventory;

import org.jspecify.annotations.NullMarked;
