package io.pushwave.simulator.async;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as clients send it, read as a stream with the JDK's own parser. There is no document type in it: neither entities nor
 * files can be brought in, and one that declares any is refused whole.
 */
public final class XmlReading implements AutoCloseable {
    private static final XMLInputFactory FACTORY = factory();

    /** The deepest that any message of these APIs nests is less than ten. */
    private static final int DEEPEST = 32;

    private final XMLStreamReader reader;
    private int depth;

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** @throws XmlFault if this is no XML */
    public XmlReading(byte[] document) throws XmlFault {
        try {
            reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        } catch (XMLStreamException malformed) {
            throw fault(malformed);
        }
    }

    private static XmlFault fault(XMLStreamException malformed) {
        var at = malformed.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
        return new XmlFault("The XML is not well-formed" + where);
    }

    /** Goes into the root. */
    public void root(String expected) throws XmlFault {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and instructions before the root mean nothing.
        }
        if (!name().equals(expected)) {
            throw new XmlFault("The element " + expected + " is expected, but " + name() + " is there");
        }
    }

    /** Goes into the next element in the one that it is in; answers false at that one's end, and leaves it. */
    public boolean child() throws XmlFault {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.isWhiteSpace()) {
                        throw new XmlFault("Text between the elements is not expected");
                    }
                }
                default -> {
                    // Comments and instructions mean nothing.
                }
            }
        }
    }

    /** The text of the element that it is in, which it leaves. There must be no other element in it. */
    public String text() throws XmlFault {
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT ->
                    throw new XmlFault("The element " + name() + " is not expected here");
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> {
                    // Comments and instructions mean nothing.
                }
            }
        }
    }

    /** Leaves the element that it is in, with all that is in it. */
    public void skip() throws XmlFault {
        int until = depth - 1;
        while (depth > until) {
            next();
        }
    }

    /** Whether the element that it has gone into is marked as null. */
    public boolean isNil() {
        var nil = reader.getAttributeValue(AsyncXml.INSTANCE, "nil");
        return "true".equals(nil) || "1".equals(nil);
    }

    /** The name of the element that it has gone into or left, without prefix. */
    public String name() {
        return reader.getLocalName();
    }

    /** Its namespace; empty if it has none. */
    public String namespace() {
        var namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    private int next() throws XmlFault {
        try {
            if (!reader.hasNext()) {
                throw new XmlFault("The XML ends too early");
            }
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD -> throw new XmlFault("A document type is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new XmlFault("An entity is not allowed");
                default -> {
                    // Told apart by whoever reads.
                }
            }
            if (depth > DEEPEST) {
                throw new XmlFault("The elements are nested too deeply");
            }
            return event;
        } catch (XMLStreamException malformed) {
            throw fault(malformed);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException unimportant) {
            // It holds nothing but memory.
        }
    }
}
