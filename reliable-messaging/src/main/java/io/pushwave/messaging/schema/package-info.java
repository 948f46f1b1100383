/** The schema: migrated in the background, and statements that may take longer than others. */
@NullMarked
package io.pushwave.messaging.schema;

import org.jspecify.annotations.NullMarked;
