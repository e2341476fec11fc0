package io.kinespark.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job in local mode, in a process of its own, listens to. */
class OpenPortsIT {
  private static final String SECRET = "f00dfeedf00dfeedf00dfeedf00dfeed";
  private static final long START_SECONDS = 60;
  private static final Duration WATCHED = Duration.ofSeconds(2);

  @TempDir Path folder;

  @Test
  void nothingListensBeyondTheLoopbackAndForeignObjectsAreNotRead() throws Exception {
    try (Child child = new Child(Map.of(), List.of())) {
      NavigableMap<Integer, Boolean> ports = child.ports();
      assertThat(ports).isNotEmpty();
      assertThat(ports.values()).as("only this machine reaches %s", ports).containsOnly(true);

      for (int port : ports.keySet()) {
        HostileFrames.sendTo(port);
      }
      assertThat(HostileFrames.bomb().length).isLessThan(2_000);
      assertThat(child.busy(WATCHED)).isLessThan(WATCHED.dividedBy(5));
    }
  }

  @Test
  void pagesThatAUserAsksForAreServedWithoutAStackTraceOrTheSecret() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    int port = freePort();
    List<String> options =
        List.of(
            "-Dspark.ui.enabled=true",
            "-Dspark.ui.port=" + port,
            "-D" + SparkGuard.SECRET_FILE + "=" + secret);
    try (Child child = new Child(Map.of("SPARK_LOCAL_IP", "127.0.0.1"), options)) {
      NavigableMap<Integer, Boolean> ports = child.ports();
      assertThat(ports).containsKey(port);
      assertThat(ports.values()).containsOnly(true);
      String pages = "http://127.0.0.1:" + port;

      String applications = get(pages + "/api/v1/applications");
      assertThat(applications).contains("\"name\" : \"waiting\"");
      String id = applications.replaceAll("(?s).*\"id\" : \"([^\"]+)\".*", "$1");
      assertThat(get(pages + "/api/v1/applications/" + id + "/allexecutors"))
          .contains("\"driver\"");
      assertThat(get(pages + "/environment/"))
          .contains("spark.authenticate.secret")
          .doesNotContain(SECRET);
      assertThat(get(pages + "/api/v1/applications/" + id + "/environment")).doesNotContain(SECRET);
      assertThat(child.log())
          .contains("every user of this machine")
          .doesNotContain("\tat ", "javax.xml.bind", SECRET);
      assertThat(child.log().lines().count()).isLessThan(20);
      assertThat(Files.readString(Path.of("/proc/" + child.process.pid() + "/cmdline")))
          .doesNotContain(SECRET);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(address).isEqualTo(200);
    return response.body();
  }

  /** The application's process. */
  private final class Child implements AutoCloseable {
    private final Process process;
    private final Path out = folder.resolve("out");
    private final Path err = folder.resolve("err");

    Child(Map<String, String> environment, List<String> options) throws Exception {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(System.getProperty("test.opens").split(" ")));
      command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dspark.master=local[2]"));
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(WaitingApplication.class.getName());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().remove("SPARK_LOCAL_IP");
      builder.environment().putAll(environment);
      process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
      while (!Files.readString(out).contains(WaitingApplication.READY)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          close();
          throw new IllegalStateException("It does not start: " + log());
        }
      }
    }

    NavigableMap<Integer, Boolean> ports() throws IOException {
      return ListeningPorts.of(process.pid());
    }

    /** What the process computed in the next seconds. */
    Duration busy(Duration watched) throws InterruptedException {
      Duration before = process.info().totalCpuDuration().orElseThrow();
      Thread.sleep(watched.toMillis());
      return process.info().totalCpuDuration().orElseThrow().minus(before);
    }

    String log() throws IOException {
      return Files.readString(out) + Files.readString(err);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
