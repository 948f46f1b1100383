/** What executor and status view know of one org, in sentences. */
@NullMarked
package io.pushwave.platform.explain;

import org.jspecify.annotations.NullMarked;
