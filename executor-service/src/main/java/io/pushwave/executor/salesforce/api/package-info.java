/** What the rooms ask of Salesforce, as queries, records and bulk jobs. */
@NullMarked
package io.pushwave.executor.salesforce.api;

import org.jspecify.annotations.NullMarked;
