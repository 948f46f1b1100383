package io.pushwave.platform.documents;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A claim in a document rests on the test that it names, so the test must be there. */
class NamedTestsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /**
     * Such as {@code CrashIT} or {@code CrashIT.aDeath…}: an ellipsis stands for the rest of a method's name. After that, {@code
     * …another…} is a method of the same test.
     */
    private static final Pattern NAMED = Pattern.compile(
            "`(?:([A-Z][A-Za-z0-9]*[a-z0-9](?:Test|IT))(?:\\.([a-z][A-Za-z]*)…?)?|…([a-z][A-Za-z]*)…?)`");

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        // Given
        var tests = tests();
        var missing = new ArrayList<String>();
        var named = new ArrayList<String>();

        // When
        for (var document : documents()) {
            var matcher = NAMED.matcher(Files.readString(document));
            var test = "";
            while (matcher.find()) {
                named.add(matcher.group());
                test = Optional.ofNullable(matcher.group(1)).orElse(test);
                var method = Stream.of(matcher.group(2), matcher.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
                if (Optional.ofNullable(tests.get(test))
                        .filter(source -> source.contains(method))
                        .isEmpty()) {
                    missing.add(ROOT.relativize(document) + ": " + matcher.group());
                }
            }
        }

        // Then
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        var documents = new ArrayList<Path>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (var modules = Files.list(ROOT)) {
            modules.map(module -> module.resolve("README.md"))
                    .filter(Files::exists)
                    .forEach(documents::add);
        }
        for (var folder : List.of("docs", "deploy")) {
            documents.addAll(files(ROOT.resolve(folder), name -> name.endsWith(".md")));
        }
        return documents;
    }

    private static Map<String, String> tests() throws IOException {
        var tests = new ArrayList<Path>();
        try (var modules = Files.list(ROOT)) {
            for (var source : modules.map(module -> module.resolve("src").resolve("test"))
                    .filter(Files::isDirectory)
                    .toList()) {
                tests.addAll(files(source, name -> name.matches(".*(Test|IT)\\.java")));
            }
        }
        return tests.stream()
                .collect(toMap(
                        path -> path.getFileName().toString().replace(".java", ""),
                        NamedTestsTest::content,
                        (one, other) -> one + other));
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(path -> wanted.test(path.getFileName().toString()))
                    .toList();
        }
    }
}
