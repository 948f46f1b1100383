package io.pushwave.planner.strategy.json;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes every text that says something for a filter, as long as nobody is there who can read one. */
@ApplicationScoped
@DefaultBean
class NonBlankFilters implements FilterCheck {
    @Override
    public Optional<Fault> fault(String text) {
        return text.isBlank() ? Optional.of(new Fault(1, "is blank, a filter is expected")) : Optional.empty();
    }
}
