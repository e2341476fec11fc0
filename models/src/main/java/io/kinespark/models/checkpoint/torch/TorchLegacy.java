package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.torch.PickleValue.Text;
import io.kinespark.models.checkpoint.torch.PickleValue.Truth;
import io.kinespark.models.checkpoint.torch.PickleValue.Whole;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The container before PyTorch 1.6: pickles of a magic number, a version and the writer's machine,
 * then the pickle, then the storages' keys and in their order each one's count and bytes.
 */
final class TorchLegacy implements TorchArchive {
  /** What the first pickle of every such file holds. */
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private static final Whole VERSION = new Whole(1001);

  private final ByteSource source;
  private final PickleValue root;
  private final Map<String, StorageRef> storages;
  private final Map<String, Long> begins = new HashMap<>();

  private TorchLegacy(ByteSource source, PickleInput in) throws IOException {
    this.source = source;
    StorageIds ids = new StorageIds(source.size());
    this.root = PickleMachine.read(in, ids);
    this.storages = ids.storages();
    locate(keys(in), in.position());
  }

  /**
   * Opens a file that begins with a pickle.
   *
   * @throws CheckpointException if it is not of this form
   */
  static TorchLegacy open(ByteSource source) throws IOException {
    PickleInput in = new PickleInput(source, "pickle", 0, source.size());
    if (!(PickleMachine.read(in, PickleMachine.PersistentIds.none()) instanceof Whole magic)
        || !magic.value().equals(MAGIC)) {
      throw new CheckpointException(
          source.name(), "this is a pickle, but torch.save did not write it");
    }
    PickleValue version = PickleMachine.read(in, PickleMachine.PersistentIds.none());
    if (!VERSION.equals(version)) {
      throw new CheckpointException(
          source.name(), "its format is not the version %s".formatted(VERSION.value()));
    }
    PickleValue system = PickleMachine.read(in, PickleMachine.PersistentIds.none());
    if (!(system instanceof PickleMap machine)
        || !(machine.named().get("little_endian") instanceof Truth little)
        || !little.value()) {
      throw new CheckpointException(
          source.name(), "its byte order is not little-endian; only such files are read");
    }
    return new TorchLegacy(source, in);
  }

  @Override
  public PickleValue root() {
    return root;
  }

  @Override
  public String form() {
    return "PyTorch legacy";
  }

  @Override
  public byte[] read(StorageRef storage) throws IOException {
    Long begin = begins.get(storage.key());
    if (begin == null) {
      throw new CheckpointException(
          source.name(),
          "storage '%s' is not in the file; it is damaged".formatted(Shown.name(storage.key())));
    }
    return source.read(begin, (int) storage.bytes());
  }

  private Set<String> keys(PickleInput in) throws IOException {
    PickleValue value = PickleMachine.read(in, PickleMachine.PersistentIds.none());
    Set<String> keys = new LinkedHashSet<>();
    if (value instanceof PickleList list) {
      for (PickleValue item : list.items()) {
        if (!(item instanceof Text key) || !keys.add(key.value())) {
          throw malformedKeys();
        }
      }
    } else {
      throw malformedKeys();
    }
    if (!keys.equals(storages.keySet())) {
      throw new CheckpointException(
          source.name(),
          "it lists %d storages where its tensors have %d; the file is damaged"
              .formatted(keys.size(), storages.size()));
    }
    return keys;
  }

  private void locate(Set<String> keys, long begin) throws IOException {
    long at = begin;
    for (String key : keys) {
      StorageRef storage = storages.get(key);
      long count = source.readLittleEndian(at, Long.BYTES).getLong(0);
      if (count != storage.count()) {
        throw new CheckpointException(
            source.name(),
            "storage '%s' has %d elements, but its tensors need %d; the file is damaged"
                .formatted(Shown.name(key), count, storage.count()));
      }
      at += Long.BYTES;
      if (storage.bytes() > source.size() - at) {
        throw new CheckpointException(
            source.name(),
            "storage '%s' needs %d bytes but %d are left; the file is truncated"
                .formatted(Shown.name(key), storage.bytes(), source.size() - at));
      }
      begins.put(key, at);
      at += storage.bytes();
    }
  }

  private CheckpointException malformedKeys() {
    return new CheckpointException(
        source.name(), "its list of storages is malformed; the file is damaged");
  }
}
