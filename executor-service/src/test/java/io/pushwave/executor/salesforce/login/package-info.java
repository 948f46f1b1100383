@NullMarked
package io.pushwave.executor.salesforce.login;

import org.jspecify.annotations.NullMarked;
