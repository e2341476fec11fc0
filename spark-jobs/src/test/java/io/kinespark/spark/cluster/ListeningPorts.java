package io.kinespark.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The TCP ports that a process listens on, as the kernel has them. */
final class ListeningPorts {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private ListeningPorts() {}

  /** Every port, and whether only this machine reaches it. */
  static NavigableMap<Integer, Boolean> of(long process) throws IOException {
    Set<String> sockets = sockets(process);
    NavigableMap<Integer, Boolean> ports = new TreeMap<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + process + "/net/" + table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[STATE].equals(LISTENING) && sockets.contains(fields[INODE])) {
          String[] address = fields[ADDRESS].split(":", -1);
          ports.merge(
              Integer.parseInt(address[1], 16), LOOPBACK.contains(address[0]), Boolean::logicalAnd);
        }
      }
    }
    return ports;
  }

  private static Set<String> sockets(long process) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (var files = Files.newDirectoryStream(Path.of("/proc/" + process + "/fd"))) {
      for (Path file : files) {
        if (Files.isSymbolicLink(file)) {
          Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
          if (socket.matches()) {
            inodes.add(socket.group(1));
          }
        }
      }
    }
    return inodes;
  }
}
