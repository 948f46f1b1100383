/** The subscriber orgs: which there are, what they have installed, and what they say about push upgrades. */
@NullMarked
package io.pushwave.simulator.domain.subscribers;

import org.jspecify.annotations.NullMarked;
