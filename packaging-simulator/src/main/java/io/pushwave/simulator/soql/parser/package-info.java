/** Reads SOQL: lexer and recursive-descent parser. */
@NullMarked
package io.pushwave.simulator.soql.parser;

import org.jspecify.annotations.NullMarked;
