package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.checkpoint.torch.TorchCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The state dict of a file, whose form is told from its first bytes: safetensors, or what PyTorch's
 * {@code torch.save} writes.
 *
 * @param state the tensors under the file's names
 * @param form of the file, such as {@code "safetensors"}
 * @param location where in the file the state dict was; empty where it is the whole
 * @param alternatives other dictionaries with tensors that could have been meant
 * @param skipped entries of the state dict that are no tensors, and what they are
 */
public record WeightsFile(
    StateDict state,
    String form,
    String location,
    List<String> alternatives,
    Map<String, String> skipped) {
  private static final int START = 512;
  private static final int HEADER = 8;
  private static final int TAR_MAGIC = 257;

  /** Copies the list and the map. */
  public WeightsFile {
    alternatives = List.copyOf(alternatives);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /**
   * Reads a file.
   *
   * @param source the file
   * @param location of the state dict in a file of PyTorch's, names joined by {@code /}; without it
   *     the state dict is found by convention
   * @throws CheckpointException if it is of no known form, damaged, or has no tensors at {@code
   *     location}
   * @throws IOException if it cannot be read
   */
  public static WeightsFile read(ByteSource source, Optional<String> location) throws IOException {
    byte[] start = source.read(0, (int) Math.min(source.size(), START));
    if (TorchCheckpoint.isLikely(start)) {
      TorchCheckpoint read = TorchCheckpoint.read(source, location);
      return new WeightsFile(
          read.state(), read.form(), read.location(), read.alternatives(), read.skipped());
    }
    if (start.length <= HEADER || start[HEADER] != '{') {
      throw new CheckpointException(source.name(), cause(start));
    }
    if (location.isPresent()) {
      throw new CheckpointException(
          source.name(),
          "a safetensors file has one state dict; '%s' cannot be taken from it"
              .formatted(location.get()));
    }
    return new WeightsFile(Safetensors.read(source), "safetensors", "", List.of(), Map.of());
  }

  /** What was read, and what was not, in lines. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d tensors (%s)%s"
            .formatted(
                state.tensors().size(), form, location.isEmpty() ? "" : " under " + location));
    if (!alternatives.isEmpty()) {
      lines.add(
          "not read, there are tensors under "
              + alternatives.stream()
                  .map(path -> path.isEmpty() ? "the whole file" : path)
                  .collect(Collectors.joining(", ")));
    }
    skipped.forEach((name, what) -> lines.add("%s is no tensor but %s".formatted(name, what)));
    return lines;
  }

  /** What the file may be instead. */
  private static String cause(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (start.length == 0) {
      return "it is empty";
    }
    if (text.startsWith("version https://git-lfs")) {
      return "it is a pointer of git LFS, not the weights; fetch them with git lfs pull";
    }
    if (text.stripLeading().startsWith("<")) {
      return "it is a web page, not the weights; the download has failed";
    }
    if (text.startsWith("\u001f\u008b")) {
      return "it is compressed by gzip; unpack it first";
    }
    if (text.startsWith("ustar", TAR_MAGIC) || text.startsWith("sys_info\0")) {
      return "it is a tar archive, as PyTorch wrote before 0.1.10; save it anew with a newer PyTorch";
    }
    return "it is neither a safetensors file nor one of torch.save";
  }
}
