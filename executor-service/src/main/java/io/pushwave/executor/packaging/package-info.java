/** The client of the Salesforce packaging API; nothing else speaks to Salesforce. */
@NullMarked
package io.pushwave.executor.packaging;

import org.jspecify.annotations.NullMarked;
