/** The simulator over HTTP: Salesforce's endpoints as clients know them, and the simulator's own controls. */
@NullMarked
package io.pushwave.simulator.http;

import org.jspecify.annotations.NullMarked;
