package io.kinespark.spark.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.lock.ProcessKey.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes in a {@code /proc} made for the test. */
final class ProcessKeyTest {

  @TempDir private Path proc;
  private final long pid = ProcessHandle.current().pid();

  @BeforeEach
  void makeProc() throws IOException {
    Path boot = Files.createDirectories(proc.resolve("sys/kernel/random")).resolve("boot_id");
    Files.writeString(boot, "b00t\n");
    Files.createSymbolicLink(proc.resolve("self"), Path.of(Long.toString(pid)));
    put(pid, "S", 500);
    Files.createDirectories(proc.resolve(pid + "/ns"));
    Files.createSymbolicLink(proc.resolve(pid + "/ns/pid"), Path.of("pid:[77]"));
  }

  private void put(long number, String state, long start) throws IOException {
    Files.createDirectories(proc.resolve(Long.toString(number)));
    Files.writeString(
        proc.resolve(number + "/stat"),
        "%d (ja va) x) %s 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 %d 20 21\n"
            .formatted(number, state, start));
  }

  @Test
  void aProcessIsKnownByBootNamespaceNumberAndStart() {
    assertThat(ProcessKey.own(proc)).isEqualTo(new ProcessKey(pid, "b00t/pid:[77]", "500"));
  }

  @Test
  void aProcOfAnotherNamespaceTellsNothing() throws IOException {
    Files.delete(proc.resolve("self"));
    Files.createSymbolicLink(proc.resolve("self"), Path.of(Long.toString(pid + 1)));
    assertThat(ProcessKey.own(proc)).isEqualTo(new ProcessKey(pid, "", ""));
    assertThat(ProcessKey.own(proc.resolve("nowhere"))).isEqualTo(new ProcessKey(pid, "", ""));
  }

  @Test
  void whatCanBeSeenIsRunningOrGoneAndWhatCannotIsUnknown() throws IOException {
    ProcessKey own = ProcessKey.own(proc);
    put(9, "R", 40);
    put(10, "Z", 40);
    assertThat(key(9, "b00t/pid:[77]", "40").seenBy(own, proc, true)).isEqualTo(State.RUNNING);
    assertThat(key(9, "b00t/pid:[77]", "39").seenBy(own, proc, true)).isEqualTo(State.GONE);
    assertThat(key(10, "b00t/pid:[77]", "40").seenBy(own, proc, true)).isEqualTo(State.GONE);
    assertThat(key(11, "b00t/pid:[77]", "40").seenBy(own, proc, true)).isEqualTo(State.GONE);
    assertThat(key(11, "b00t/pid:[77]", "40").seenBy(own, proc, false)).isEqualTo(State.UNKNOWN);
    assertThat(key(9, "b00t/pid:[78]", "40").seenBy(own, proc, true)).isEqualTo(State.UNKNOWN);
    assertThat(key(9, "b11t/pid:[77]", "40").seenBy(own, proc, true)).isEqualTo(State.UNKNOWN);
    assertThat(key(9, "", "").seenBy(key(pid, "", ""), proc, true)).isEqualTo(State.UNKNOWN);
  }

  @Test
  void whatALockSaysIsReadBackAndHalfOfItIsNot() {
    LockHolder holder = LockHolder.here();
    assertThat(LockHolder.parse(holder.text())).contains(holder);
    for (int length = 0; length < holder.text().length(); length++) {
      assertThat(LockHolder.parse(holder.text().substring(0, length))).isEmpty();
    }
    assertThat(LockHolder.parse(holder.text().replace(holder.since().toString(), "noon")))
        .isEmpty();
    assertThat(holder.since()).isBefore(Instant.now().plusSeconds(1));
  }

  private static ProcessKey key(long pid, String space, String start) {
    return new ProcessKey(pid, space, start);
  }
}
