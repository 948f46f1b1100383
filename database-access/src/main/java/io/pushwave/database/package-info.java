/** The one way in which statements over sets of rows are run. */
@NullMarked
package io.pushwave.database;

import org.jspecify.annotations.NullMarked;
