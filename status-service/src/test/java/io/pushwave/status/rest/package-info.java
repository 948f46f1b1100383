@NullMarked
package io.pushwave.status.rest;

import org.jspecify.annotations.NullMarked;
