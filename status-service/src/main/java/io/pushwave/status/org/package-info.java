/** What is known of one org in one campaign: pure folds that end in the same view whatever the order of the messages was. */
@NullMarked
package io.pushwave.status.org;

import org.jspecify.annotations.NullMarked;
