package io.pushwave.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who has a TCP port on loopback. */
public final class Ports {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Ports() {}

    /** Which process listens on the port, in words, as far as the operating system tells this user. */
    public static Optional<String> holder(int port) {
        return inodeListeningOn(port)
                .flatMap(Ports::processWithSocket)
                .flatMap(pid -> ProcessHandle.of(pid)
                        .map(process -> "process " + pid
                                + process.info()
                                        .command()
                                        .map(command -> " (" + command + ")")
                                        .orElse("")));
    }

    /** Linux lists its listening sockets as hexadecimal text; state 0A is LISTEN and field 9 the socket's inode. */
    private static Optional<String> inodeListeningOn(int port) {
        var ending = String.format(Locale.ROOT, ":%04X", port);
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (var lines = Files.lines(Path.of(table))) {
                var inode = lines.map(line -> List.of(BLANKS.split(line.strip())))
                        .filter(fields -> fields.size() > 9
                                && fields.get(1).endsWith(ending)
                                && fields.get(3).equals("0A"))
                        .map(fields -> fields.get(9))
                        .findFirst();
                if (inode.isPresent()) {
                    return inode;
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> processWithSocket(String inode) {
        var socket = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> hasOpen(pid, socket))
                .findFirst();
    }

    private static boolean hasOpen(long pid, String socket) {
        try (var descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).toString().equals(socket);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }
}
