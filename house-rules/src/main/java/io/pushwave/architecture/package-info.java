/** The rules that every module keeps, as tests. */
@NullMarked
package io.pushwave.architecture;

import org.jspecify.annotations.NullMarked;
