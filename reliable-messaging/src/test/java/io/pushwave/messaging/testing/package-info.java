/** What tests of the module and of the services need to put records on topics and to look at them. */
@NullMarked
package io.pushwave.messaging.testing;

import org.jspecify.annotations.NullMarked;
