/** How Salesforce is addressed, and what its refusals mean for what goes on; plain Java. */
@NullMarked
package io.pushwave.executor.salesforce;

import org.jspecify.annotations.NullMarked;
