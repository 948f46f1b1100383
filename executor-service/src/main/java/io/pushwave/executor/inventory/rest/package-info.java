/** The copies of subscribers, over HTTP. */
@NullMarked
package io.pushwave.executor.inventory.rest;

import org.jspecify.annotations.NullMarked;
