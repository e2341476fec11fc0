package io.kinespark.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with a secret, which nobody but its owner may read. */
public final class SecretFile {
  private static final int FEWEST_LETTERS = 32;

  private SecretFile() {}

  /**
   * The secret in a file: its only line.
   *
   * @throws IOException naming the file if it belongs to another user, if others may read or write
   *     it, or if what it holds is short enough to be guessed; never with the secret itself
   */
  public static String read(Path file) throws IOException {
    OwnFolder.requireOwnFile(file);
    String secret = Files.readString(file).strip();
    if (secret.length() < FEWEST_LETTERS || secret.lines().count() != 1) {
      throw new IOException(
          "%s must hold one line of at least %d letters; make it with: umask 077; openssl rand -hex 32 > %s"
              .formatted(file, FEWEST_LETTERS, file));
    }
    return secret;
  }
}
