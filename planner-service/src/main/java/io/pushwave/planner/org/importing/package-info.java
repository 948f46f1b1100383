/** Labels and policies that come by the file: lines that are good, and what is wrong with those that are not. */
@NullMarked
package io.pushwave.planner.org.importing;

import org.jspecify.annotations.NullMarked;
