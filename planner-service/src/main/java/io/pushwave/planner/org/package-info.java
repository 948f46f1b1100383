/** The packages and the orgs that have them, as Salesforce lists them. */
@NullMarked
package io.pushwave.planner.org;

import org.jspecify.annotations.NullMarked;
