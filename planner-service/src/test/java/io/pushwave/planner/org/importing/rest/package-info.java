@NullMarked
package io.pushwave.planner.org.importing.rest;

import org.jspecify.annotations.NullMarked;
