/** What the tables of all rooms have in common. */
@NullMarked
package io.pushwave.executor.postgres;

import org.jspecify.annotations.NullMarked;
