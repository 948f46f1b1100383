@NullMarked
package io.pushwave.executor.salesforce;

import org.jspecify.annotations.NullMarked;
