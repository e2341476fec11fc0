package io.kinespark.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeFolderTest {
  @TempDir private Path folder;

  @Test
  void theFirstOfTheDefaultsThatCanBeUsedIsTaken() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("no-home")).resolve(".cache");
    Path second = folder.resolve("tmp/natives");

    assertThat(NativeFolder.choose(Optional.empty(), List.of(noFolder, second)))
        .isEqualTo(second.toRealPath());
  }

  @Test
  void withoutAnyEveryReasonAndTheMendAreSaid() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("no-home")).resolve(".cache");
    Path planted = planted();

    assertThatThrownBy(() -> NativeFolder.choose(Optional.empty(), List.of(noFolder, planted)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("no-home").toString())
        .hasMessageContaining(planted + " has mode 0777")
        .hasMessageContaining("set the environment's KINESPARK_NATIVES");
  }

  @Test
  void aFolderThatWasNamedIsTakenOrRefusedButNeverAnother() throws IOException {
    Path planted = planted();
    Path mine = folder.resolve("mine");

    assertThat(NativeFolder.choose(NativeFolder.named(mine.toString(), "KEY"), List.of(planted)))
        .isEqualTo(mine.toRealPath());
    assertThatThrownBy(
            () -> NativeFolder.choose(NativeFolder.named(planted.toString(), "KEY"), List.of(mine)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the folder of KEY: " + planted)
        .hasMessageContaining("name a folder of your own");
  }

  private Path planted() throws IOException {
    Path planted = Files.createDirectory(folder.resolve("planted"));
    return Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxrwxrwx"));
  }
}
