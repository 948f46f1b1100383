/** The tables of packages, versions and subscribers. */
@NullMarked
package io.pushwave.planner.org.postgres;

import org.jspecify.annotations.NullMarked;
