@NullMarked
package io.pushwave.executor.org.rest;

import org.jspecify.annotations.NullMarked;
