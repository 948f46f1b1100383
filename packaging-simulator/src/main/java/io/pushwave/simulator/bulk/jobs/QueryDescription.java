package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.domain.columns.LongText;
import io.pushwave.simulator.query.FlatQuery;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a query job was created to do.
 *
 * @param operation {@code query} or {@code queryAll}; nothing is ever deleted here, so both find the same
 * @param soql the text of the query
 * @param version of the API that it was created with, as in {@code v66.0}
 */
public record QueryDescription(String operation, String soql, FlatQuery query, CsvForm form, String version) {

    /** In versions before 50.0 the columns of the results come by their names, otherwise as asked for. */
    boolean columnsByName() {
        return Double.parseDouble(version.substring(1)) < 50;
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(operation);
        LongText.write(out, soql);
        form.save(out);
        out.writeUTF(version);
    }

    static QueryDescription load(DataInput in, Schema schema) throws IOException {
        var operation = in.readUTF();
        var soql = LongText.read(in);
        var form = CsvForm.load(in);
        var version = in.readUTF();
        return new QueryDescription(operation, soql, FlatQuery.compile(schema.at(version), soql), form, version);
    }
}
