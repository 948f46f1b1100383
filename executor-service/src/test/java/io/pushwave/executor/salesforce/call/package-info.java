@NullMarked
package io.pushwave.executor.salesforce.call;

import org.jspecify.annotations.NullMarked;
