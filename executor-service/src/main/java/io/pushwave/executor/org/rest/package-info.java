/** What became of one org, over HTTP. */
@NullMarked
package io.pushwave.executor.org.rest;

import org.jspecify.annotations.NullMarked;
