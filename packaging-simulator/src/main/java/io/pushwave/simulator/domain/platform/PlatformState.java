package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.catalogue.PackageCatalogue;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.customers.CustomerActs;
import io.pushwave.simulator.domain.failures.ErrorTable;
import io.pushwave.simulator.domain.instances.InstanceQueues;
import io.pushwave.simulator.domain.requests.JobTable;
import io.pushwave.simulator.domain.requests.RequestTable;
import io.pushwave.simulator.domain.settings.PlatformSettings;
import io.pushwave.simulator.domain.subscribers.SubscriberBase;
import io.pushwave.simulator.domain.time.DueQueue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Everything of a {@link PackagingPlatform} that changes, and what a snapshot holds of it.
 *
 * @param now milliseconds since the epoch, up to which everything has happened
 */
record PlatformState(
        PackageCatalogue catalogue,
        SubscriberBase subscribers,
        RequestTable requests,
        JobTable jobs,
        ErrorTable errors,
        InstanceQueues instances,
        DueQueue due,
        CustomerActs customerActs,
        long now) {

    /** The state that a platform begins with. */
    static PlatformState seeded(PlatformSettings settings, long startedAt) {
        var catalogue = new PackageCatalogue(settings.seed(), settings.packages(), startedAt);
        catalogue.defects(settings.failures().defects());
        var subscribers =
                new SubscriberBase(settings.seed(), settings.orgs(), settings.packages(), catalogue, startedAt);
        return new PlatformState(
                catalogue,
                subscribers,
                new RequestTable(),
                new JobTable(settings.orgs()),
                new ErrorTable(catalogue),
                new InstanceQueues(settings.run().slots(subscribers.instances().names())),
                new DueQueue(),
                new CustomerActs(),
                startedAt);
    }

    void save(DataOutput out, long seed) throws IOException {
        out.writeLong(seed);
        Columns.section(out, "catalogue");
        catalogue.save(out);
        Columns.section(out, "subscribers");
        subscribers.save(out);
        Columns.section(out, "requests");
        requests.save(out);
        Columns.section(out, "jobs");
        jobs.save(out);
        Columns.section(out, "errors");
        errors.save(out);
        Columns.section(out, "instances");
        instances.save(out);
        Columns.section(out, "due");
        due.save(out);
        Columns.section(out, "customers");
        customerActs.save(out);
        out.writeLong(now);
    }

    /** Reads what {@link #save} wrote after the seed. */
    static PlatformState load(DataInput in, long seed, PlatformSettings settings) throws IOException {
        Columns.expectSection(in, "catalogue");
        var catalogue = PackageCatalogue.load(in);
        Columns.expectSection(in, "subscribers");
        var subscribers = SubscriberBase.load(in, seed, catalogue, settings.packages());
        Columns.expectSection(in, "requests");
        var requests = RequestTable.load(in, catalogue);
        Columns.expectSection(in, "jobs");
        var jobs = JobTable.load(in);
        Columns.expectSection(in, "errors");
        var errors = ErrorTable.load(in, catalogue);
        Columns.expectSection(in, "instances");
        var instances = InstanceQueues.load(
                in, settings.run().slots(subscribers.instances().names()));
        Columns.expectSection(in, "due");
        var due = DueQueue.load(in);
        Columns.expectSection(in, "customers");
        var customerActs = CustomerActs.load(in);
        return new PlatformState(
                catalogue, subscribers, requests, jobs, errors, instances, due, customerActs, in.readLong());
    }
}
