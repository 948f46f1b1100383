@NullMarked
package io.pushwave.planner.campaign.work;

import org.jspecify.annotations.NullMarked;
