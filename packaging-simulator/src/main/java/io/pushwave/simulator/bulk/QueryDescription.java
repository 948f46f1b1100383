package io.pushwave.simulator.bulk;

import io.pushwave.simulator.query.FlatQuery;
import io.pushwave.simulator.query.Schema;
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

    void save(DataOutput out) throws IOException {
        out.writeUTF(operation);
        LongText.write(out, soql);
        form.save(out);
        out.writeUTF(version);
    }

    static QueryDescription load(DataInput in, Schema schema) throws IOException {
        var operation = in.readUTF();
        var soql = LongText.read(in);
        return new QueryDescription(operation, soql, FlatQuery.compile(schema, soql), CsvForm.load(in), in.readUTF());
    }
}
