/** What the statements of the services touch, whatever the database believes about its tables. */
@NullMarked
package io.pushwave.messaging.plans;

import org.jspecify.annotations.NullMarked;
