@NullMarked
package io.pushwave.platform.ledger;

import org.jspecify.annotations.NullMarked;
