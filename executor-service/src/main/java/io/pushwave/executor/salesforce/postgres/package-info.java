/** The newest login of all instances. */
@NullMarked
package io.pushwave.executor.salesforce.postgres;

import org.jspecify.annotations.NullMarked;
