package io.pushwave.simulator.http.async;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.async.AsyncXml;
import io.pushwave.simulator.bulk.batches.AsyncBatch;
import io.pushwave.simulator.bulk.batches.AsyncJob;
import io.pushwave.simulator.bulk.batches.AsyncJobs;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** What became of the records of a batch of Bulk API 1.0, in the order in which they came and in the job's content type. */
final class AsyncResults {
    private static final CSVFormat CSV = CSVFormat.DEFAULT
            .builder()
            .setRecordSeparator("\n")
            .setQuoteMode(QuoteMode.ALL)
            .get();

    private AsyncResults() {}

    static Reply of(AsyncJobs jobs, AsyncJob job, AsyncBatch batch) {
        var content = job.description().content();
        return switch (content) {
            case CSV -> AsyncForm.text(content, csv(jobs, job, batch));
            case JSON ->
                AsyncForm.text(content, Json.bytes(json -> {
                    json.writeStartArray();
                    jobs.readOutcomes(job, batch, new InJson(json));
                    json.writeEndArray();
                }));
            case XML ->
                AsyncForm.text(
                        content, AsyncXml.document("results", xml -> jobs.readOutcomes(job, batch, new InXml(xml))));
        };
    }

    private static String csv(AsyncJobs jobs, AsyncJob job, AsyncBatch batch) {
        var text = new StringWriter();
        try (var printer = new CSVPrinter(text, CSV)) {
            printer.printRecord("Id", "Success", "Created", "Error");
            jobs.readOutcomes(job, batch, new InCsv(printer));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private record InCsv(CSVPrinter printer) implements AsyncBatch.Outcomes {
        @Override
        public void written(String id, boolean created) {
            print(id, true, created, "");
        }

        @Override
        public void refused(String id, Refusal refusal, String text) {
            print(id, false, false, text);
        }

        private void print(String id, boolean success, boolean created, String error) {
            try {
                printer.printRecord(id, success, created, error);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private record InJson(JsonGenerator json) implements AsyncBatch.Outcomes {
        @Override
        public void written(String id, boolean created) {
            write(() -> {
                json.writeStartObject();
                json.writeBooleanField("success", true);
                json.writeBooleanField("created", created);
                json.writeStringField("id", id);
                json.writeArrayFieldStart("errors");
                json.writeEndArray();
                json.writeEndObject();
            });
        }

        @Override
        public void refused(String id, Refusal refusal, String text) {
            write(() -> {
                json.writeStartObject();
                json.writeBooleanField("success", false);
                json.writeBooleanField("created", false);
                json.writeStringField("id", id.isEmpty() ? null : id);
                json.writeArrayFieldStart("errors");
                json.writeStartObject();
                json.writeStringField("statusCode", refusal.code());
                json.writeStringField("message", refusal.message());
                json.writeArrayFieldStart("fields");
                for (var field : refusal.fields()) {
                    json.writeString(field);
                }
                json.writeEndArray();
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            });
        }

        private interface Writing {
            void run() throws IOException;
        }

        private static void write(Writing writing) {
            try {
                writing.run();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private record InXml(AsyncXml xml) implements AsyncBatch.Outcomes {
        @Override
        public void written(String id, boolean created) {
            result(inside -> {
                inside.element("id", id);
                inside.element("success", "true");
                inside.element("created", String.valueOf(created));
            });
        }

        @Override
        public void refused(String id, Refusal refusal, String text) {
            result(inside -> {
                inside.element("errors", errors -> {
                    for (var field : refusal.fields()) {
                        errors.element("fields", field);
                    }
                    errors.element("message", refusal.message());
                    errors.element("statusCode", refusal.code());
                });
                if (!id.isEmpty()) {
                    inside.element("id", id);
                }
                inside.element("success", "false");
                inside.element("created", "false");
            });
        }

        private void result(AsyncXml.Writing inside) {
            try {
                xml.element("result", inside);
            } catch (XMLStreamException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
