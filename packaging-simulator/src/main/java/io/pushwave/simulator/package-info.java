/** A stand-in for the Salesforce packaging API: the server, its settings and its command line. */
@NullMarked
package io.pushwave.simulator;

import org.jspecify.annotations.NullMarked;
