/** The publisher's packages and their versions, and what the publisher does with them. */
@NullMarked
package io.pushwave.simulator.domain.catalogue;

import org.jspecify.annotations.NullMarked;
