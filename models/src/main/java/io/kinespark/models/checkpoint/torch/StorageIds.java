package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.torch.PickleValue.None;
import io.kinespark.models.checkpoint.torch.PickleValue.Text;
import io.kinespark.models.checkpoint.torch.PickleValue.Tuple;
import io.kinespark.models.checkpoint.torch.PickleValue.Whole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The persistent ids of {@code torch.save}: {@code ('storage', class, key, location, elements)},
 * and in legacy files a sixth item that is {@code None} or {@code (key, first, elements)} of a
 * part.
 */
final class StorageIds implements PickleMachine.PersistentIds {
  private static final int WITH_PART = 6;

  private final long file;
  private final Map<String, StorageRef> storages = new HashMap<>();

  /**
   * Ids of one pickle.
   *
   * @param file bytes of the file, which bound the storages that it can hold
   */
  StorageIds(long file) {
    this.file = file;
  }

  /** The storages that were referred to, by key. */
  Map<String, StorageRef> storages() {
    return storages;
  }

  @Override
  public PickleValue load(PickleValue id) throws MalformedPickleException {
    if (!(id instanceof Tuple tuple)
        || tuple.items().isEmpty()
        || !(tuple.items().get(0) instanceof Text kind)) {
      throw new MalformedPickleException("a persistent id is no reference to a storage");
    }
    if (kind.value().equals("module")) {
      throw new MalformedPickleException(
          "it is a whole module with its code; save its state_dict() instead");
    }
    List<PickleValue> items = tuple.items();
    if (kind.value().equals("storage")
        && items.size() >= WITH_PART - 1
        && items.get(1) instanceof StorageType type
        && items.get(2) instanceof Text key
        && items.get(4) instanceof Whole count) {
      PickleValue part = items.size() == WITH_PART ? items.get(WITH_PART - 1) : new None();
      return storage(type.type(), key.value(), count, part);
    }
    throw new MalformedPickleException("a reference to a storage is malformed");
  }

  private StorageRef storage(TorchType type, String key, Whole count, PickleValue part)
      throws MalformedPickleException {
    long elements = count.asLong().orElse(-1);
    if (elements < 0 || elements > file / type.bytes()) {
      throw new MalformedPickleException(
          "storage '%s' is to have %s elements of %d bytes, but the whole file has only %d bytes"
              .formatted(
                  Shown.name(key), Shown.name(count.value().toString()), type.bytes(), file));
    }
    StorageRef whole = new StorageRef(key, type, elements, 0, elements);
    StorageRef known = storages.putIfAbsent(key, whole);
    if (known != null && known.bytes() != whole.bytes()) {
      throw new MalformedPickleException(
          "storage '%s' has both %d and %d bytes"
              .formatted(Shown.name(key), known.bytes(), whole.bytes()));
    }
    if (part instanceof None) {
      return whole;
    }
    if (part instanceof Tuple view
        && view.items().size() == 3
        && view.items().get(1) instanceof Whole first
        && view.items().get(2) instanceof Whole length) {
      long begin = first.asLong().orElse(-1);
      long partElements = length.asLong().orElse(-1);
      if (begin >= 0 && partElements >= 0 && begin <= elements - partElements) {
        return new StorageRef(key, type, elements, begin, partElements);
      }
    }
    throw new MalformedPickleException(
        "a part of storage '%s' is malformed".formatted(Shown.name(key)));
  }
}
