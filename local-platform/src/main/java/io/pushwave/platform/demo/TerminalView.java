package io.pushwave.platform.demo;

import java.io.PrintStream;
import java.util.List;

/** Draws the campaign on a terminal, again and again in the same place. */
final class TerminalView implements View {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final String CLEAR_TO_END_OF_SCREEN = "\u001b[J";

    private final PrintStream out;
    private final TerminalSize size;
    private int drawnLines;
    /** Whether what is drawn stays when something is said, or only filled the time. */
    private boolean lasting;

    private final Thread restoreWithJvm = new Thread(this::restore, "restore-terminal");

    TerminalView(PrintStream out, TerminalSize size) {
        this.out = out;
        this.size = size;
        Runtime.getRuntime().addShutdownHook(restoreWithJvm);
        out.print(HIDE_CURSOR);
    }

    @Override
    public void say(String line) {
        if (!lasting) {
            draw(List.of());
        }
        drawnLines = 0;
        out.println(line);
        out.flush();
    }

    @Override
    public void progress(String line) {
        lasting = false;
        draw(List.of(StyledLine.of(line)));
    }

    @Override
    public void show(Picture picture) {
        lasting = true;
        draw(CampaignDrawing.draw(picture, size.columns()));
    }

    /** Goes back to where the last drawing began and draws over it, in one write so that nothing flickers. */
    private void draw(List<StyledLine> lines) {
        int columns = size.columns();
        int rows = size.rows() - 1;
        var shown = lines.size() <= rows ? lines : lines.subList(0, rows);
        var text = new StringBuilder();
        if (drawnLines > 0) {
            text.append("\u001b[").append(drawnLines).append('F');
        }
        for (var line : shown) {
            text.append(line.coloured(columns)).append(CLEAR_TO_END_OF_LINE).append('\n');
        }
        text.append(CLEAR_TO_END_OF_SCREEN);
        drawnLines = shown.size();
        out.print(text);
        out.flush();
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restoreWithJvm);
        } catch (IllegalStateException e) {
            // The JVM is ending, by Ctrl-C for instance, and the hook runs or has run.
            return;
        }
    }

    private void restore() {
        out.print(SHOW_CURSOR);
        out.flush();
    }
}
