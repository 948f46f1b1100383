package io.pushwave.simulator.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML as hostile or careless clients send it. */
final class XmlReadingTest {
    private static List<String> texts(String document) throws XmlFault {
        var texts = new ArrayList<String>();
        try (var xml = new XmlReading(document.getBytes(StandardCharsets.UTF_8))) {
            xml.root("a");
            while (xml.child()) {
                texts.add(xml.name() + "=" + xml.text());
            }
        }
        return texts;
    }

    @Test
    void textsCommentsAndInstructionsAreReadAsTheyAreMeant() throws XmlFault {
        // When
        var texts = texts("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- one --><?pi two?>
                <a xmlns="urn:x"><!-- three -->
                  <b>1 &lt; 2 &#x26; <![CDATA[<3>]]><!-- four --> größe</b>
                  <c/>
                </a>
                """);

        // Then
        assertThat(texts).containsExactly("b=1 < 2 & <3> größe", "c=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a><b>&x;</b></a>",
                "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;&x;\">]><a><b>&z;</b></a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/a.dtd\"> %x;]><a/>",
            })
    void aDocumentTypeIsRefused(String document) {
        // When
        assertThatThrownBy(() -> texts(document))
                // Then
                .isInstanceOf(XmlFault.class)
                .hasMessage("A document type is not allowed");
    }

    @Test
    void noFileIsBroughtIn(@TempDir Path folder) throws IOException {
        // Given
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        var document = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><b>&x;</b></a>";

        // When
        assertThatThrownBy(() -> texts(document))
                // Then
                .isInstanceOf(XmlFault.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "<a>", "<a><b></a>", "<a><b>&x;</b></a>", "<a>b</a>", "<a><b><c/></b></a>", "<b/>"})
    void whatCannotBeReadIsAFault(String document) {
        // When
        assertThatThrownBy(() -> texts(document))
                // Then
                .isInstanceOf(XmlFault.class);
    }

    @Test
    void elementsMustNotNestWithoutEnd() {
        // Given
        var document = "<a>" + "<b>".repeat(100_000);

        // When
        assertThatThrownBy(() -> {
                    try (var xml = new XmlReading(document.getBytes(StandardCharsets.UTF_8))) {
                        xml.root("a");
                        while (xml.child()) {
                            // Deeper and deeper.
                        }
                    }
                })
                // Then
                .isInstanceOf(XmlFault.class)
                .hasMessage("The elements are nested too deeply");
    }

    @Test
    void whatXmlCannotCarryIsReplacedWhenItIsWritten() {
        // When
        var document = new String(
                AsyncXml.document("a", xml -> xml.element("b", "x\u0000y\uD800z & <größe> \uD83D\uDE00")),
                StandardCharsets.UTF_8);

        // Then
        assertThat(document).contains("<b>x\uFFFDy\uFFFDz &amp; &lt;größe&gt; \uD83D\uDE00</b>");
    }
}
