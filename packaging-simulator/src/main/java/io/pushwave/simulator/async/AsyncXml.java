package io.pushwave.simulator.async;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** The XML that Bulk API 1.0 writes. */
public final class AsyncXml {
    /** The namespace of all its elements. */
    public static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";

    static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final char REPLACEMENT = '\uFFFD';

    private final XMLStreamWriter writer;

    private AsyncXml(XMLStreamWriter writer) {
        this.writer = writer;
    }

    /** Writes what is in the root; into memory, so it does not really fail. */
    @FunctionalInterface
    public interface Writing {
        void to(AsyncXml xml) throws XMLStreamException;
    }

    /** A document in the namespace of the API. */
    public static byte[] document(String root, Writing writing) {
        return document(root, false, writing);
    }

    /** @param typed whether there are elements that name a type, or null */
    static byte[] document(String root, boolean typed, Writing writing) {
        var bytes = new ByteArrayOutputStream(1_024);
        try {
            var writer = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            writer.writeStartElement(root);
            writer.writeDefaultNamespace(NAMESPACE);
            if (typed) {
                writer.writeNamespace("xsi", INSTANCE);
            }
            writing.to(new AsyncXml(writer));
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /** An element with other elements in it. */
    public void element(String name, Writing inside) throws XMLStreamException {
        writer.writeCharacters("\n ");
        writer.writeStartElement(name);
        inside.to(this);
        writer.writeEndElement();
    }

    /** An element with a text; what XML cannot carry is replaced, visibly. */
    public void element(String name, String text) throws XMLStreamException {
        writer.writeCharacters("\n ");
        writer.writeStartElement(name);
        writer.writeCharacters(legal(text));
        writer.writeEndElement();
    }

    /** An element that says of itself that it is a record. */
    void record(String name, @Nullable String type, Writing inside) throws XMLStreamException {
        writer.writeCharacters("\n ");
        writer.writeStartElement(name);
        writer.writeAttribute("xsi", INSTANCE, "type", "sObject");
        if (type != null) {
            element("type", type);
        }
        inside.to(this);
        writer.writeEndElement();
    }

    /** An element without a value. */
    void nil(String name) throws XMLStreamException {
        writer.writeCharacters("\n ");
        writer.writeEmptyElement(name);
        writer.writeAttribute("xsi", INSTANCE, "nil", "true");
    }

    /** A text with a replacement for each character that no XML document may have. */
    public static String legal(String text) {
        var legal = new StringBuilder(text.length());
        text.codePoints().forEach(each -> legal.appendCodePoint(isLegal(each) ? each : REPLACEMENT));
        return legal.toString();
    }

    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x1_0000;
    }
}
