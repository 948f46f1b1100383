package io.pushwave.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** How much a reader must take in at once: measured at a module's sources, because compiled classes have no lines to count. */
final class SourceSizes {
    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TEST = Path.of("src", "test", "java");

    /** A file has fewer lines than this: it is read from its beginning to its end. */
    private static final int LINES_PER_FILE = 400;

    /** A method has fewer lines than this: it is seen as a whole. */
    private static final int LINES_PER_METHOD = 70;

    /** More of them show that a class does more than one thing. Records are their arguments. */
    private static final int ARGUMENTS_PER_CONSTRUCTOR = 7;

    private final Path module;
    private final List<String> tooLarge = new ArrayList<>();

    private SourceSizes(Path module) {
        this.module = module;
    }

    /**
     * What is too large, a sentence each.
     *
     * @param module the folder of a module
     */
    static List<String> tooLarge(Path module) {
        var sizes = new SourceSizes(module);
        try {
            sizes.measureFiles();
            sizes.measureMethods();
        } catch (IOException e) {
            throw new UncheckedIOException("the sources of " + module + " cannot be read", e);
        }
        return sizes.tooLarge;
    }

    private void measureFiles() throws IOException {
        for (var folder : List.of(MAIN, TEST)) {
            for (var file : sources(folder)) {
                int lines = Files.readAllLines(file).size();
                if (lines >= LINES_PER_FILE) {
                    tooLarge.add(module.relativize(file) + " has " + lines + " lines");
                }
            }
        }
    }

    private void measureMethods() throws IOException {
        var main = sources(MAIN);
        if (main.isEmpty()) {
            return;
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(main));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : ((JavacTask) task).parse()) {
                new Measuring(unit, positions).scan(unit, null);
            }
        }
    }

    private List<Path> sources(Path folder) throws IOException {
        var root = module.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private final class Measuring extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private String type = "";
        private boolean isRecord;

        private Measuring(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            var outerType = type;
            boolean outerIsRecord = isRecord;
            type = tree.getSimpleName().toString();
            isRecord = tree.getKind() == Tree.Kind.RECORD;
            super.visitClass(tree, null);
            type = outerType;
            isRecord = outerIsRecord;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            var name = type + "." + tree.getName();
            var lines = unit.getLineMap();
            long length = 1
                    + lines.getLineNumber(positions.getEndPosition(unit, tree))
                    - lines.getLineNumber(positions.getStartPosition(unit, tree));
            if (length >= LINES_PER_METHOD) {
                tooLarge.add(name + " has " + length + " lines");
            }
            int arguments = tree.getParameters().size();
            boolean isConstructor = tree.getName().contentEquals("<init>");
            if (isConstructor && !isRecord && arguments > ARGUMENTS_PER_CONSTRUCTOR) {
                tooLarge.add(name + " has " + arguments + " arguments");
            }
            return super.visitMethod(tree, null);
        }
    }
}
