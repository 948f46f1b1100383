/** What is decided about logs and the state that is made from them, in plain Java. */
@NullMarked
package io.pushwave.messaging.domain;

import org.jspecify.annotations.NullMarked;
