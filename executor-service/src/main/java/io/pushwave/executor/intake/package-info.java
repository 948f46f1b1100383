/** What can come in; plain Java. */
@NullMarked
package io.pushwave.executor.intake;

import org.jspecify.annotations.NullMarked;
