package io.pushwave.planner.strategy.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.planner.strategy.CustomerRule;
import io.pushwave.planner.strategy.InFlight;
import io.pushwave.planner.strategy.Overlap;
import io.pushwave.planner.strategy.Ramp;
import io.pushwave.planner.strategy.Rate;
import io.pushwave.planner.strategy.RetryPolicy;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.StrategyDocument.Membership;
import io.pushwave.planner.strategy.Tolerance;
import io.pushwave.planner.strategy.WaveRule;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes strategies' documents of JSON by the rules of the domain. The schema says the same of what it can say; a test holds both together. */
final class DocumentReader {
    private DocumentReader() {}

    /** What a selection is called. */
    enum SelectionKind {
        EVERYONE,
        OWN_TEST_ORGS,
        SANDBOXES,
        PRODUCTION,
        LABELLED,
        MATCHING
    }

    /** What a size is called. */
    enum SizeKind {
        ALL,
        PERCENTAGE,
        COUNT
    }

    /** What a rate is called. */
    enum RateKind {
        CONSTANT,
        GROWING
    }

    /** @throws InvalidDocumentException with the first rule that is broken */
    static StrategyDocument read(JsonNode json) throws InvalidDocumentException {
        var document = Part.of("", json);
        var description = document.text("description");
        var ownTestOrgs = document.has("ownTestOrgs") ? document.text("ownTestOrgs") : StrategyDocument.OWN_TEST_ORGS;
        var waves = waves(document);
        var customers = document.has("customers") ? customers(document.part("customers")) : CustomerRule.DEFAULT;
        var tolerance = document.has("tolerance") ? tolerance(document.part("tolerance")) : StrategyDocument.TOLERANCE;
        var bake = document.has("bake") ? document.duration("bake") : StrategyDocument.BAKE;
        var retries = document.has("retries") ? retries(document.part("retries")) : StrategyDocument.RETRIES;
        var rate = document.has("rate") ? Optional.of(rate(document.part("rate"))) : Optional.<Rate>empty();
        var ramp = document.has("ramp") ? Optional.of(ramp(document.part("ramp"))) : Optional.<Ramp>empty();
        var inFlight = document.has("inFlight") ? inFlight(document.part("inFlight")) : InFlight.UNBOUNDED;
        var slots = document.has("slots") ? document.duration("slots") : StrategyDocument.SLOTS;
        var membership =
                document.has("membership") ? document.oneOf("membership", Membership.class) : Membership.SNAPSHOT;
        var overlap = document.has("overlap") ? overlap(document.part("overlap")) : Overlap.DEFAULT;
        var maximumAge = StrategyDocument.REGISTER_MAXIMUM_AGE;
        if (document.has("register")) {
            var register = document.part("register");
            maximumAge = register.duration("maximumAge");
            register.done();
        }
        var age = maximumAge;
        var holdPatience =
                document.has("holdPatience") ? document.duration("holdPatience") : StrategyDocument.HOLD_PATIENCE;
        document.done();
        return document.make(() -> new StrategyDocument(
                description,
                ownTestOrgs,
                waves,
                customers,
                tolerance,
                bake,
                retries,
                rate,
                ramp,
                inFlight,
                slots,
                membership,
                overlap,
                age,
                holdPatience));
    }

    private static List<WaveRule> waves(Part document) throws InvalidDocumentException {
        var waves = new ArrayList<WaveRule>();
        for (var part : document.parts("waves")) {
            waves.add(wave(part));
        }
        return waves;
    }

    private static WaveRule wave(Part wave) throws InvalidDocumentException {
        var name = wave.text("name");
        boolean canary = wave.has("canary") && wave.flag("canary");
        var selection = wave.has("selection") ? selection(wave.part("selection")) : new WaveSelection.Everyone();
        var size = wave.has("size") ? size(wave.part("size")) : new WaveSize.All();
        var bake = wave.has("bake") ? Optional.of(wave.duration("bake")) : Optional.<Duration>empty();
        var tolerance =
                wave.has("tolerance") ? Optional.of(tolerance(wave.part("tolerance"))) : Optional.<Tolerance>empty();
        wave.done();
        return wave.make(() -> new WaveRule(name, canary, selection, size, bake, tolerance));
    }

    private static WaveSelection selection(Part selection) throws InvalidDocumentException {
        var made = switch (selection.oneOf("kind", SelectionKind.class)) {
            case EVERYONE -> new WaveSelection.Everyone();
            case OWN_TEST_ORGS -> new WaveSelection.OwnTestOrgs();
            case SANDBOXES -> new WaveSelection.Sandboxes();
            case PRODUCTION -> new WaveSelection.Production();
            case LABELLED -> {
                var label = selection.text("label");
                var values = selection.texts("values");
                yield selection.make(() -> new WaveSelection.Labelled(label, values));
            }
            case MATCHING -> {
                var filter = selection.text("filter");
                yield selection.make(() -> new WaveSelection.Matching(filter));
            }
        };
        selection.done();
        return made;
    }

    private static WaveSize size(Part size) throws InvalidDocumentException {
        var made = switch (size.oneOf("kind", SizeKind.class)) {
            case ALL -> new WaveSize.All();
            case PERCENTAGE -> {
                int percentage = size.number("percentage");
                yield size.make(() -> new WaveSize.Percentage(percentage));
            }
            case COUNT -> {
                int count = size.number("count");
                yield size.make(() -> new WaveSize.Count(count));
            }
        };
        size.done();
        return made;
    }

    private static CustomerRule customers(Part customers) throws InvalidDocumentException {
        boolean sandboxesFirst = customers.has("sandboxesFirst")
                ? customers.flag("sandboxesFirst")
                : CustomerRule.DEFAULT.sandboxesFirst();
        var onSandboxFailure = customers.has("onSandboxFailure")
                ? customers.oneOf("onSandboxFailure", CustomerRule.OnSandboxFailure.class)
                : CustomerRule.DEFAULT.onSandboxFailure();
        customers.done();
        return new CustomerRule(sandboxesFirst, onSandboxFailure);
    }

    private static Tolerance tolerance(Part tolerance) throws InvalidDocumentException {
        int percentage = tolerance.number("percentage");
        int minimum = tolerance.number("minimum");
        tolerance.done();
        return tolerance.make(() -> new Tolerance(percentage, minimum));
    }

    private static RetryPolicy retries(Part retries) throws InvalidDocumentException {
        int attempts = retries.number("attempts");
        var delay = retries.duration("delay");
        double factor = retries.factor("factor");
        retries.done();
        return retries.make(() -> new RetryPolicy(attempts, delay, factor));
    }

    private static Rate rate(Part rate) throws InvalidDocumentException {
        var made = switch (rate.oneOf("kind", RateKind.class)) {
            case CONSTANT -> {
                int perMinute = rate.number("perMinute");
                yield rate.make(() -> new Rate.Constant(perMinute));
            }
            case GROWING -> {
                int base = rate.number("basePerMinute");
                double factor = rate.factor("factor");
                int maximum = rate.number("maximumPerMinute");
                int growsAfter = rate.number("growsAfter");
                yield rate.make(() -> new Rate.Growing(base, factor, maximum, growsAfter));
            }
        };
        rate.done();
        return made;
    }

    private static Ramp ramp(Part ramp) throws InvalidDocumentException {
        int first = ramp.number("first");
        double factor = ramp.factor("factor");
        int percentage = ramp.number("mostlyEndedPercentage");
        ramp.done();
        return ramp.make(() -> new Ramp(first, factor, percentage));
    }

    private static InFlight inFlight(Part inFlight) throws InvalidDocumentException {
        var campaign = inFlight.has("campaign") ? OptionalInt.of(inFlight.number("campaign")) : OptionalInt.empty();
        var perInstance =
                inFlight.has("perInstance") ? OptionalInt.of(inFlight.number("perInstance")) : OptionalInt.empty();
        inFlight.done();
        return inFlight.make(() -> new InFlight(campaign, perInstance));
    }

    private static Overlap overlap(Part overlap) throws InvalidDocumentException {
        var whenOccupied = overlap.has("whenOccupied")
                ? overlap.oneOf("whenOccupied", Overlap.WhenOccupied.class)
                : Overlap.DEFAULT.whenOccupied();
        int priority = overlap.has("priority") ? overlap.number("priority") : Overlap.DEFAULT.priority();
        overlap.done();
        return overlap.make(() -> new Overlap(whenOccupied, priority));
    }
}
