/** How the account of API calls stands, over HTTP. */
@NullMarked
package io.pushwave.executor.budget.rest;

import org.jspecify.annotations.NullMarked;
