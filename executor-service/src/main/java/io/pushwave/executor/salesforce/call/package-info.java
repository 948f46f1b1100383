/** One call to Salesforce as it travels: its token, its slot, its budget, its reply. */
@NullMarked
package io.pushwave.executor.salesforce.call;

import org.jspecify.annotations.NullMarked;
