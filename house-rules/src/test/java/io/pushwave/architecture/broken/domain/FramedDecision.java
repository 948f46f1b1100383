package io.pushwave.architecture.broken.domain;

import com.fasterxml.jackson.databind.JsonNode;

/** Decides about JSON. */
record FramedDecision(JsonNode reason) {}
