package io.pushwave.simulator.async;

import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.records.RecordFormat;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.FlatQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Records as XML: {@code sObjects} of {@code sObject} as they come, {@code queryResult} of {@code records} as they go. */
public final class XmlRecords implements RecordFormat {
    private static final String NULL = "#N/A";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void read(byte[] data, Reader reader) throws DataFault {
        try (var xml = new XmlReading(data)) {
            xml.root("sObjects");
            while (xml.child()) {
                if (!xml.name().equals("sObject")) {
                    throw new XmlFault("The element sObject is expected, but " + xml.name() + " is there");
                }
                readRecord(xml, reader);
            }
        } catch (XmlFault fault) {
            throw new DataFault("InvalidBatch : Failed to parse XML. " + fault.reason());
        }
    }

    /** The element {@code type} names the object, as the records of a query do; it is the job's. */
    private static void readRecord(XmlReading xml, Reader reader) throws XmlFault, DataFault {
        var names = new ArrayList<String>();
        var values = new ArrayList<String>();
        while (xml.child()) {
            var name = xml.name();
            boolean nil = xml.isNil();
            var text = xml.text();
            if (!name.equals("type")) {
                names.add(name);
                values.add(nil ? NULL : text);
            }
        }
        reader.take(names, values);
    }

    @Override
    public byte[] write(FlatQuery query, Rows rows, String version) {
        var table = query.table();
        return AsyncXml.document("queryResult", true, xml -> {
            for (int position = 0; position < rows.size(); position++) {
                var values = RecordTree.of(query, rows.get(position));
                xml.record("records", table.name(), record -> write(record, values));
            }
        });
    }

    private static void write(AsyncXml xml, Map<String, Object> values) throws XMLStreamException {
        for (var each : values.entrySet()) {
            switch (each.getValue()) {
                case RecordTree.Nothing _ -> xml.nil(each.getKey());
                case RecordTree.Parent(var inside) -> xml.record(each.getKey(), null, parent -> write(parent, inside));
                case Instant time -> xml.element(each.getKey(), TIME.format(time));
                default -> xml.element(each.getKey(), each.getValue().toString());
            }
        }
    }
}
