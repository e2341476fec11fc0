package io.kinespark.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnFolderTest {
  private static final int SOMEBODY_ELSE = 12_345;

  @TempDir private Path folder;

  @BeforeEach
  void closeTheFolder() throws IOException {
    mode(folder, "rwx------");
  }

  @Test
  void aFolderIsMadeForTheOwnerAlone() throws IOException {
    Path made = OwnFolder.require(folder.resolve("cache/kinespark/natives"));

    assertThat(made).isEqualTo(folder.toRealPath().resolve("cache/kinespark/natives"));
    assertThat(modeOf(made)).isEqualTo("rwx------");
    assertThat(modeOf(made.getParent())).isEqualTo("rwx------");
    assertThat(OwnFolder.require(made)).isEqualTo(made);
  }

  @Test
  void oneThatOthersCouldOnlyReadIsClosed() throws IOException {
    Path open = mode(Files.createDirectory(folder.resolve("open")), "rwxr-xr-x");

    OwnFolder.require(open);

    assertThat(modeOf(open)).isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void oneThatOthersCouldWriteToIsRefused(String mode) throws IOException {
    Path planted = mode(Files.createDirectory(folder.resolve("planted")), mode);

    refused(planted, "others could have put something in");
    assertThat(modeOf(planted)).isEqualTo(mode);
  }

  @Test
  void aFolderBelowOneThatOthersCanWriteToIsRefused() throws IOException {
    Path shared = mode(Files.createDirectory(folder.resolve("shared")), "rwxrwxrwx");
    Files.createDirectories(shared.resolve("mine"));

    refused(shared.resolve("mine/natives"), "others could put another folder in its place");
  }

  @Test
  void belowOneWithTheStickyBitItIsSafe() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    assertThat(new ProcessBuilder("chmod", "1777", temporary.toString()).start().waitFor())
        .isZero();

    assertThat(OwnFolder.require(temporary.resolve("natives"))).isDirectory();
  }

  @Test
  void aLinkAndAFileAreRefused() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    refused(Files.createSymbolicLink(folder.resolve("link"), target), "is a link");
    refused(
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("no")), "is a link");
    refused(Files.createFile(folder.resolve("file")), "is no folder");
  }

  @Test
  void aFolderOfSomebodyElseIsRefusedAndSoIsOneBelowIt() throws IOException {
    assumeTrue(OwnFolder.user() == 0, "only root gives folders away");
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Files.setAttribute(theirs, "unix:uid", SOMEBODY_ELSE);

    refused(theirs, "belongs to user " + SOMEBODY_ELSE + ", not to 0");
    refused(theirs.resolve("natives"), "belongs to user " + SOMEBODY_ELSE);
  }

  @Test
  void theSecretIsReadFromAFileThatOthersCannotRead() throws IOException {
    String secret = "0123456789abcdef".repeat(2);
    Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
    mode(file, "rw-------");
    assertThat(SecretFile.read(file)).isEqualTo(secret);

    mode(file, "rw-r-----");
    assertThatThrownBy(() -> SecretFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " has mode 0640")
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining(secret);
  }

  @Test
  void aShortSecretAndAMissingFileAreRefused() throws IOException {
    Path file = mode(Files.writeString(folder.resolve("secret"), "letmein\n"), "rw-------");
    assertThatThrownBy(() -> SecretFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at least 32 letters")
        .hasMessageNotContaining("letmein");
    assertThatThrownBy(() -> SecretFile.read(folder.resolve("no")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not exist");
  }

  private static void refused(Path path, String why) {
    assertThatThrownBy(() -> OwnFolder.require(path))
        .isInstanceOf(UnsafeFolderException.class)
        .hasMessageContaining(why);
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
