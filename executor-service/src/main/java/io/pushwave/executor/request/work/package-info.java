/** Forming push requests and stepping them until Salesforce pushes. */
@NullMarked
package io.pushwave.executor.request.work;

import org.jspecify.annotations.NullMarked;
