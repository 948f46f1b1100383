package io.pushwave.simulator.junit;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.controls.SimulatorControls;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A simulator for the tests of a class: registered in a static field, it runs for all of them, otherwise for each anew.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SimulatorExtension simulator = SimulatorExtension.with(settings -> settings.orgs(500));
 * }</pre>
 *
 * <p>It listens on a free port and its time stands still until a test advances it, unless the settings say otherwise. After
 * each test its rules of misbehaviour are taken away. Tests may take a {@link Simulator} or {@link SimulatorControls} as a
 * parameter. Tests that share one must not run at the same time.
 */
public final class SimulatorExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Consumer<SimulatorSettings.Builder> settings;
    private final boolean goesBack;
    private @Nullable Running running;

    /**
     * What is running.
     *
     * @param startedBy id of the class or test that started it, and ends it
     * @param beginning snapshot of the state that each test begins with; {@code null} if they share one state
     */
    // The snapshot is written once and never kept elsewhere.
    @SuppressWarnings("ArrayRecordComponent")
    private record Running(
            String startedBy, Simulator simulator, SimulatorControls controls, byte @Nullable [] beginning) {}

    private SimulatorExtension(Consumer<SimulatorSettings.Builder> settings, boolean goesBack) {
        this.settings = settings;
        this.goesBack = goesBack;
    }

    /** A simulator with these settings. */
    public static SimulatorExtension with(Consumer<SimulatorSettings.Builder> settings) {
        return new SimulatorExtension(settings, false);
    }

    /** A simulator with the default settings. */
    public static SimulatorExtension standard() {
        return with(_ -> {});
    }

    /** The same, but each test begins with the state that the first one found; costs a few milliseconds a test. */
    public SimulatorExtension goingBackForEachTest() {
        return new SimulatorExtension(settings, true);
    }

    /** Its address, which is also its login URL. */
    public URI url() {
        return simulator().url();
    }

    public Simulator simulator() {
        return running().simulator();
    }

    /** The clock, faults, orgs, ledger and snapshots. */
    public SimulatorControls controls() {
        return running().controls();
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException(
                    "the simulator runs during tests only; register it in a static field to use it in @BeforeAll");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
        var beginning = running().beginning();
        if (beginning != null) {
            controls().restore(beginning);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!stop(context)) {
            controls().behave();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    private void start(ExtensionContext context) {
        if (running != null) {
            return;
        }
        var builder = SimulatorSettings.builder().port(0).speed(0);
        settings.accept(builder);
        var simulator = Simulator.start(builder.build());
        var controls = new SimulatorControls(simulator.url());
        running = new Running(context.getUniqueId(), simulator, controls, goesBack ? controls.snapshot() : null);
    }

    /** Stops it if this class or test started it. */
    private boolean stop(ExtensionContext context) {
        if (running == null || !running.startedBy().equals(context.getUniqueId())) {
            return false;
        }
        running.controls().close();
        running.simulator().close();
        running = null;
        return true;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Simulator.class || type == SimulatorControls.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulator.class ? simulator() : controls();
    }
}
