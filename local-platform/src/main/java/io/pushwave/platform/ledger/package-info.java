/** What a campaign's two accounts of itself, the status view and Salesforce's ledger, must have in common. */
@NullMarked
package io.pushwave.platform.ledger;

import org.jspecify.annotations.NullMarked;
