/** What a person can ask of the launcher. */
@NullMarked
package io.pushwave.platform.command;

import org.jspecify.annotations.NullMarked;
