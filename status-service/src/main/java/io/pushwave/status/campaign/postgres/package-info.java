/** The campaigns' rows and their events. */
@NullMarked
package io.pushwave.status.campaign.postgres;

import org.jspecify.annotations.NullMarked;
