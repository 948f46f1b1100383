@NullMarked
package io.pushwave.executor.salesforce.api;

import org.jspecify.annotations.NullMarked;
