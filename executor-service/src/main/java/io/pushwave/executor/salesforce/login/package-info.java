/** Credentials, and the login that all instances share. */
@NullMarked
package io.pushwave.executor.salesforce.login;

import org.jspecify.annotations.NullMarked;
