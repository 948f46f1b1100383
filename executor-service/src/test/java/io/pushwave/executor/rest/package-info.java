@NullMarked
package io.pushwave.executor.rest;

import org.jspecify.annotations.NullMarked;
