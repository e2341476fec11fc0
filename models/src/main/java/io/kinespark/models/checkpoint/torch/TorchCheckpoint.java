package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Weights from a file that {@code torch.save} wrote, whatever else was saved with them.
 *
 * <p>Nothing of the file is executed. Reading takes no more memory than the tensors, one storage
 * and a bounded amount for the pickle; tensors together may have {@value #EXPANSION} times the
 * file's bytes and a little, which leaves room for views that share a storage but none for bombs.
 *
 * @param state the tensors, in the saved order
 * @param form of the container, such as {@code "PyTorch zip"}
 * @param location where in the file the state dict was, its names joined by {@code /}; empty where
 *     it is the whole
 * @param alternatives other dictionaries with tensors that could have been meant
 * @param skipped entries of the state dict that are no tensors, and what they are
 */
public record TorchCheckpoint(
    StateDict state,
    String form,
    String location,
    List<String> alternatives,
    Map<String, String> skipped) {
  /** Bytes of tensors that each byte of a file may stand for. */
  static final int EXPANSION = 8;

  /** Bytes of tensors that any file may have. */
  static final int ALLOWANCE = 1 << 20;

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  /** Copies the lists and the map. */
  public TorchCheckpoint {
    alternatives = List.copyOf(alternatives);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /** Whether a file that begins like this may be one of {@code torch.save}. */
  public static boolean isLikely(byte[] start) {
    return isZip(start) || (start.length > 0 && start[0] == (byte) 0x80);
  }

  private static boolean isZip(byte[] start) {
    return start.length >= 2 && start[0] == 'P' && start[1] == 'K';
  }

  /**
   * Reads a file.
   *
   * @param source the file
   * @param location of the state dict, its names joined by {@code /}; without it the state dict is
   *     found by convention
   * @throws CheckpointException if the file is damaged, holds what is not {@linkplain KnownGlobals
   *     known}, or the state dict cannot be told or read
   */
  public static TorchCheckpoint read(ByteSource source, Optional<String> location)
      throws IOException {
    byte[] start = source.read(0, (int) Math.min(source.size(), 2));
    TorchArchive archive = isZip(start) ? TorchZip.open(source) : TorchLegacy.open(source);
    if (!(archive.root() instanceof PickleMap root)) {
      throw new CheckpointException(
          source.name(),
          "it holds %s, not a dictionary of tensors".formatted(archive.root().describe()));
    }
    StateDictSearch search = new StateDictSearch(root);
    StateDictSearch.Found found = choose(search, location, source.name());
    List<String> alternatives =
        search.candidates().entrySet().stream()
            .filter(candidate -> candidate.getValue() != found.map())
            .map(Map.Entry::getKey)
            .toList();
    Map<String, String> skipped = new LinkedHashMap<>();
    Map<String, TensorView> views = views(found.map(), skipped, source.name());
    requireBounded(views, source);
    return new TorchCheckpoint(
        StateDict.of(tensors(views, archive)), archive.form(), found.path(), alternatives, skipped);
  }

  private static StateDictSearch.Found choose(
      StateDictSearch search, Optional<String> location, String file) throws CheckpointException {
    if (location.isPresent()) {
      return search
          .at(location.get())
          .orElseThrow(
              () ->
                  new CheckpointException(
                      file,
                      "there are no tensors at '%s', but %s"
                          .formatted(location.get(), describe(search.candidates()))));
    }
    return search
        .conventional()
        .orElseThrow(
            () ->
                new CheckpointException(
                    file,
                    search.candidates().isEmpty()
                        ? "it holds no dictionary of tensors"
                        : "it is not clear which tensors are meant: there are "
                            + describe(search.candidates())
                            + "; name one of these keys"));
  }

  private static String describe(Map<String, PickleMap> candidates) {
    return candidates.entrySet().stream()
        .limit(10)
        .map(
            entry ->
                "%s (%d entries)"
                    .formatted(
                        entry.getKey().isEmpty()
                            ? "the whole file"
                            : "'" + Shown.name(entry.getKey()) + "'",
                        entry.getValue().named().size()))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, TensorView> views(
      PickleMap found, Map<String, String> skipped, String file) throws CheckpointException {
    Map<String, TensorView> views = new LinkedHashMap<>();
    for (Map.Entry<String, PickleValue> entry : found.named().entrySet()) {
      PickleValue value = entry.getValue();
      if (value instanceof OldParameter parameter) {
        value = parameter.data().orElse(parameter);
      }
      if (value instanceof TensorView view) {
        requireReadable(entry.getKey(), view, file);
        views.put(entry.getKey(), view);
      } else if (value instanceof ForeignTensor || value instanceof OldParameter) {
        throw new CheckpointException(
            file,
            "entry '%s' is %s, which cannot be read"
                .formatted(Shown.name(entry.getKey()), value.describe()));
      } else {
        skipped.put(entry.getKey(), value.describe());
      }
    }
    if (found.unnamed() > 0) {
      skipped.put("(%d entries)".formatted(found.unnamed()), "not named by strings");
    }
    return views;
  }

  private static void requireReadable(String name, TensorView view, String file)
      throws CheckpointException {
    Optional<String> obstacle = view.obstacle();
    if (obstacle.isEmpty()
        && (view.storage().bytes() > LARGEST || view.elements() > LARGEST / view.type().bytes())) {
      obstacle = Optional.of("it is larger than 2 GiB");
    }
    if (obstacle.isPresent()) {
      throw new CheckpointException(
          file, "entry '%s' cannot be read: %s".formatted(Shown.name(name), obstacle.get()));
    }
  }

  private static void requireBounded(Map<String, TensorView> views, ByteSource source)
      throws CheckpointException {
    long bound = source.size() * EXPANSION + ALLOWANCE;
    long bytes = 0;
    for (Map.Entry<String, TensorView> entry : views.entrySet()) {
      bytes += entry.getValue().bytes();
      if (bytes > bound) {
        throw new CheckpointException(
            source.name(),
            "its tensors up to '%s' take %d bytes, more than %d times the file's %d; expanded tensors must be saved as they are used (contiguous())"
                .formatted(Shown.name(entry.getKey()), bytes, EXPANSION, source.size()));
      }
    }
  }

  /** Reads storage by storage, so that only one is held beside the tensors. */
  private static Map<String, HostTensor> tensors(
      Map<String, TensorView> views, TorchArchive archive) throws IOException {
    Map<String, List<String>> namesOfStorages = new LinkedHashMap<>();
    views.forEach(
        (name, view) ->
            namesOfStorages
                .computeIfAbsent(view.storage().key(), key -> new ArrayList<>())
                .add(name));
    Map<String, HostTensor> read = new LinkedHashMap<>();
    for (List<String> names : namesOfStorages.values()) {
      byte[] storage = archive.read(views.get(names.get(0)).storage());
      for (String name : names) {
        TensorView view = views.get(name);
        ElementType type = view.type().elementType().orElseThrow();
        read.put(name, view.gather(type, storage));
      }
    }
    Map<String, HostTensor> ordered = new LinkedHashMap<>();
    views.keySet().forEach(name -> ordered.put(name, read.get(name)));
    return ordered;
  }
}
