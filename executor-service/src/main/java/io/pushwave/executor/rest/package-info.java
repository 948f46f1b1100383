/** What people and probes may ask over HTTP. */
@NullMarked
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Pushwave executor",
                        version = "1",
                        description = "What is under way in Salesforce, what is known of orgs, and what holds it up."))
package io.pushwave.executor.rest;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.jspecify.annotations.NullMarked;
