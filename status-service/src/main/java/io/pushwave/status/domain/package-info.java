/** What a message means for the view: pure folds that end in the same view whatever the order of the messages was. */
@NullMarked
package io.pushwave.status.domain;

import org.jspecify.annotations.NullMarked;
