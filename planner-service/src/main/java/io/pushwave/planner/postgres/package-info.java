/**
 * The planner's tables. Aggregates (release, campaign, wave) are Hibernate entities behind Panache repositories; rows that
 * come by the thousand (org pushes, staged subscribers, the catalogue) are changed by set statements.
 *
 * <p>One rule orders all locks: whoever changes anything of a campaign first locks the campaign's row.
 */
@NullMarked
package io.pushwave.planner.postgres;

import org.jspecify.annotations.NullMarked;
