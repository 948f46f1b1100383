@NullMarked
package io.pushwave.status.campaign;

import org.jspecify.annotations.NullMarked;
