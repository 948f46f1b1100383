/** Push requests: their life, step by step, and what it asks of Salesforce; plain Java. */
@NullMarked
package io.pushwave.executor.request;

import org.jspecify.annotations.NullMarked;
