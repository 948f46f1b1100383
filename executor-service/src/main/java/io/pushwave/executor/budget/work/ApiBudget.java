package io.pushwave.executor.budget.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.BudgetConfig;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.CallPurpose;
import io.pushwave.executor.budget.postgres.ApiAccount;
import io.pushwave.executor.budget.postgres.ApiAccount.Answer;
import io.pushwave.executor.budget.postgres.ApiAccount.ReportedUsage;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** This instance's few calls from the account of all instances. Nothing is called without one. Thread-safe. */
@ApplicationScoped
public class ApiBudget {
    static final String WITHHELD = "pushwave.salesforce.calls.withheld";

    private static final Pattern CONCURRENCY = Pattern.compile("concurrent", Pattern.CASE_INSENSITIVE);

    private final BudgetConfig config;
    private final ApiAccount account;
    private final ApiUsage usage;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<CallPurpose, Pot> pots = new EnumMap<>(CallPurpose.class);
    private final ReentrantLock taking = new ReentrantLock();
    private volatile int pollingFactor = 1;

    ApiBudget(ExecutorConfig config, ApiAccount account, ApiUsage usage, MeterRegistry metrics, Clock clock) {
        this.config = config.budget();
        this.account = account;
        this.usage = usage;
        this.metrics = metrics;
        this.clock = clock;
    }

    private record Pot(int calls, Instant until) {}

    /** By what polling is to be slowed down, 1 to 8. */
    public int pollingFactor() {
        return pollingFactor;
    }

    /**
     * Takes one call.
     *
     * @throws PackagingException THROTTLED, with the reason, if there is none for now
     */
    public void spend(CallPurpose purpose) {
        taking.lock();
        try {
            var pot = pots.get(purpose);
            if (pot == null || pot.calls() == 0 || expired(pot)) {
                pot = fill(purpose);
            }
            pots.put(purpose, new Pot(pot.calls() - 1, pot.until()));
        } finally {
            taking.unlock();
        }
    }

    /** Salesforce refused a call because of a limit. */
    public void limitReached(String message) {
        taking.lock();
        try {
            pots.clear();
        } finally {
            taking.unlock();
        }
        account.limitReached(firstPause(message));
    }

    private Duration firstPause(String message) {
        return CONCURRENCY.matcher(message).find() ? config.concurrencyPause() : config.limitPause();
    }

    private boolean expired(Pot pot) {
        return !clock.instant().isBefore(pot.until());
    }

    /**
     * What was taken and not made in time. It is forgotten here before it is given back: should that fail, the calls are lost for
     * a day, and none is made twice.
     */
    private List<Answer.Granted> unspent() {
        var unspent = new ArrayList<Answer.Granted>();
        pots.values().removeIf(pot -> {
            if (pot.calls() > 0 && expired(pot)) {
                unspent.add(new Answer.Granted(pot.calls(), pot.until(), pollingFactor));
                return true;
            }
            return false;
        });
        return unspent;
    }

    private Pot fill(CallPurpose purpose) {
        var reported = usage.limit().map(limit -> new ReportedUsage(limit.used(), limit.allowed(), limit.asOf()));
        return switch (account.take(purpose, reported, unspent())) {
            case Answer.Granted(int calls, Instant until, int factor) -> {
                pollingFactor = factor;
                yield new Pot(calls, until);
            }
            case Answer.Refused(String reason, Instant until) -> {
                metrics.counter(WITHHELD, "purpose", purpose.name().toLowerCase(Locale.ROOT))
                        .increment();
                throw new PackagingException(
                        ApiFailure.THROTTLED,
                        "",
                        "No call is made: " + reason + "; the next may be made at about " + until);
            }
        };
    }
}
