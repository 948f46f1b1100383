/** Conditions over the orgs of a register: what they can ask, and who fulfils them. */
@NullMarked
package io.pushwave.planner.org.filter;

import org.jspecify.annotations.NullMarked;
