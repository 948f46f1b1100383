/** SOQL as a tree: abstract syntax and values. Knows no object and no field. */
@NullMarked
package io.pushwave.simulator.soql;

import org.jspecify.annotations.NullMarked;
