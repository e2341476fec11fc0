package io.kinespark.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A jar that somebody else would put beside the project's: classes of one package and a folder of
 * the tests' resources.
 *
 * @param folder where it lies and commands leave their logs
 * @param jar the file
 */
public record ForeignJar(Path folder, Path jar) {
  /**
   * Makes it.
   *
   * @param folder where to
   * @param member a class of the package
   * @param name of the folder of resources, below {@code foreign}
   */
  public static ForeignJar make(Path folder, Class<?> member, String name)
      throws IOException, URISyntaxException {
    Path classes = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path resources =
        Path.of(ForeignJar.class.getResource("/foreign/" + name + "/reference.conf").toURI())
            .getParent();
    Path jar = folder.resolve(name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      add(out, classes, classes.resolve(member.getPackageName().replace('.', '/')));
      add(out, resources, resources);
    }
    return new ForeignJar(folder, jar);
  }

  private static void add(JarOutputStream out, Path root, Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(root.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /** Runs a command with the jar in a process of its own; it must succeed. Answers its output. */
  public String run(String command, List<String> arguments)
      throws IOException, InterruptedException {
    try (ChildJob job = ChildJob.start(folder, List.of(jar), command, arguments)) {
      int code = job.await();
      assertThat(code).as(job.log()).isZero();
      return job.log();
    }
  }
}
