/** Open push requests, over HTTP. */
@NullMarked
package io.pushwave.executor.request.rest;

import org.jspecify.annotations.NullMarked;
