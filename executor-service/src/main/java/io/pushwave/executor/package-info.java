/**
 * The executor: turns push commands into push requests, follows them to their end, keeps the inventory. Its configuration is here;
 * each room has plain types at its root, and what works with them below.
 */
@NullMarked
package io.pushwave.executor;

import org.jspecify.annotations.NullMarked;
