/** SOQL as text and as a tree: lexer, recursive-descent parser, abstract syntax. Knows no object and no field. */
@NullMarked
package io.pushwave.simulator.soql;

import org.jspecify.annotations.NullMarked;
