/** What has become of a release, by its reports. */
@NullMarked
package io.pushwave.status.release;

import org.jspecify.annotations.NullMarked;
