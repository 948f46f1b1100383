/**
 * The tables of campaigns.
 *
 * <p>One rule orders all locks: whoever changes anything of a campaign first locks the campaign's row.
 */
@NullMarked
package io.pushwave.planner.campaign.postgres;

import org.jspecify.annotations.NullMarked;
