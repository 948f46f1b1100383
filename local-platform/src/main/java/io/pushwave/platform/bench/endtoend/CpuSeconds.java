package io.pushwave.platform.bench.endtoend;

import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The processor time that each process of a platform has used, its children included. */
final class CpuSeconds {
    /** The kernel tells times in hundredths, whatever its own clock. */
    private static final double TICKS_PER_SECOND = 100;

    /** Place of {@code cutime} after the name in parentheses, which may hold anything. */
    private static final int CHILDREN_USER = 13;

    private CpuSeconds() {}

    /** So far, by the name of the part; {@code launcher} is this process. */
    static Map<String, Double> of(LocalPlatform platform) {
        var seconds = new LinkedHashMap<String, Double>();
        for (var part : platform.parts()) {
            seconds.put(part.label(), of(platform, part));
        }
        seconds.put("launcher", own(ProcessHandle.current()));
        return seconds;
    }

    /** What was used since an earlier look. */
    static Map<String, Double> since(Map<String, Double> before, Map<String, Double> now) {
        var used = new LinkedHashMap<String, Double>();
        now.forEach((name, seconds) -> used.put(name, seconds - before.getOrDefault(name, 0.0)));
        return used;
    }

    private static double of(LocalPlatform platform, Part part) {
        return platform.identity(part)
                .running()
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .mapToDouble(one -> own(one) + endedChildren(one.pid()))
                        .sum())
                .orElse(0.0);
    }

    private static double own(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    /** Of children that have ended; the database has one for each connection. Zero where the system does not tell it. */
    private static double endedChildren(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_USER + 1]))
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }
}
