/** What is known of a campaign as a whole, its summary, and what is still missing of it. */
@NullMarked
package io.pushwave.status.campaign;

import org.jspecify.annotations.NullMarked;
