@NullMarked
package io.pushwave.database;

import org.jspecify.annotations.NullMarked;
