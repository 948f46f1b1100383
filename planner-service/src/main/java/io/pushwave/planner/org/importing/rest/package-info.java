/** Imports over HTTP: tables and JSON, read line by line. */
@NullMarked
package io.pushwave.planner.org.importing.rest;

import org.jspecify.annotations.NullMarked;
