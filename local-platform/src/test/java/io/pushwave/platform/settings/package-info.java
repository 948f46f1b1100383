@NullMarked
package io.pushwave.platform.settings;

import org.jspecify.annotations.NullMarked;
