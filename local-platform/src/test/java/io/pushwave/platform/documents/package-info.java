/** What the project's documents claim. */
@NullMarked
package io.pushwave.platform.documents;

import org.jspecify.annotations.NullMarked;
