/** Shows where each campaign and each org stands: a read model folded from the log, its query API, its live stream. */
@NullMarked
package io.pushwave.status;

import org.jspecify.annotations.NullMarked;
