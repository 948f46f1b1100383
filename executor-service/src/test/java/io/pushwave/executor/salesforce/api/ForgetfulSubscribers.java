package io.pushwave.executor.salesforce.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.SubscriberQuery;
import io.pushwave.executor.salesforce.call.SalesforceCalls;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A Salesforce that leaves out a subscriber of each page of all of them, or of each part of a file; and what happens before. */
@Dependent
@Typed(ForgetfulSubscribers.class)
public class ForgetfulSubscribers extends SalesforceSubscribers {
    private boolean forgetting = true;
    private Runnable before = () -> {};

    ForgetfulSubscribers(SalesforceCalls calls, ObjectMapper mapper, ExecutorConfig config) {
        super(calls, mapper, config);
    }

    /** It leaves out nothing, and before all are listed, after they were counted, this happens. */
    public void insteadBeforeListing(Runnable happening) {
        forgetting = false;
        before = happening;
    }

    @Override
    public long list(SubscriberQuery query, long most, Consumer<List<Subscriber>> page) {
        if (query.versionId().isPresent() || query.changedSince().isPresent()) {
            return super.list(query, most, page);
        }
        before.run();
        return super.list(query, most, rows -> page.accept(left(rows)));
    }

    @Override
    public Optional<String> exported(
            SubscriberQuery query, String id, Optional<String> from, Consumer<List<Subscriber>> rows) {
        return super.exported(query, id, from, part -> rows.accept(left(part)));
    }

    private List<Subscriber> left(List<Subscriber> rows) {
        return forgetting && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows;
    }
}
