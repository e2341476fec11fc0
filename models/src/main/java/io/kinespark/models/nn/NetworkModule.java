package io.kinespark.models.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a network: a tree of modules that own parameters, buffers and counters under the names
 * of the original checkpoints. The order of registration is the order of the original state dict:
 * own entries first, then children.
 *
 * <p>Not thread-safe; one thread at a time may use a tree, not always the same.
 */
public abstract class NetworkModule implements AutoCloseable {
  private final Map<String, StateEntry> entries = new LinkedHashMap<>();
  private final Map<String, NetworkModule> children = new LinkedHashMap<>();
  private Optional<NetworkModule> parent = Optional.empty();
  private String name = "";
  private boolean training = true;

  /** Registers an entry that this module owns from now on. */
  protected final <E extends StateEntry> E register(String entryName, E entry) {
    if (entries.put(entryName, entry) != null) {
      throw new IllegalStateException("two entries are called '%s'".formatted(entryName));
    }
    return entry;
  }

  /** Registers a module that this module owns from now on. */
  protected final <M extends NetworkModule> M child(String childName, M module) {
    NetworkModule asModule = module;
    if (children.put(childName, asModule) != null) {
      throw new IllegalStateException("two modules are called '%s'".formatted(childName));
    }
    asModule.name = childName;
    asModule.parent = Optional.of(this);
    return module;
  }

  /** The full name of this module, the root's being empty: {@code backbone.layer1.0.block}. */
  public final String path() {
    String prefix = parent.map(NetworkModule::path).orElse("");
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  /** The children in order. */
  public final List<NetworkModule> children() {
    return List.copyOf(children.values());
  }

  /** This module and all below it, parents before children, in order. */
  public final List<NetworkModule> modules() {
    List<NetworkModule> found = new ArrayList<>();
    found.add(this);
    children.values().forEach(module -> found.addAll(module.modules()));
    return found;
  }

  /** The modules of one kind among {@link #modules()}. */
  public final <M extends NetworkModule> List<M> modules(Class<M> kind) {
    return modules().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Every entry of this module and those below it, in the order of the original state dict. */
  public final List<Named<StateEntry>> state() {
    List<Named<StateEntry>> found = new ArrayList<>();
    collect("", found);
    return found;
  }

  private void collect(String prefix, List<Named<StateEntry>> found) {
    entries.forEach((entryName, entry) -> found.add(new Named<>(prefix + entryName, entry)));
    children.forEach((childName, module) -> module.collect(prefix + childName + ".", found));
  }

  /** The entries of one kind, in the order of the original state dict. */
  public final <E extends StateEntry> List<Named<E>> state(Class<E> kind) {
    return state().stream()
        .filter(named -> kind.isInstance(named.entry()))
        .map(named -> new Named<>(named.name(), kind.cast(named.entry())))
        .toList();
  }

  /** How many trainable values this module and those below it hold. */
  public final long parameterCount() {
    return state(Parameter.class).stream().mapToLong(named -> named.entry().elementCount()).sum();
  }

  /** Puts this module and those below it into training (true) or evaluation mode. */
  public void train(boolean newTraining) {
    training = newTraining;
    children.values().forEach(module -> module.train(newTraining));
  }

  /** Whether this module is in training mode. */
  public final boolean training() {
    return training;
  }

  /** Stops the gradients of every parameter of this module and those below it. */
  public final void freeze() {
    state(Parameter.class).forEach(named -> named.entry().freeze());
  }

  /** Frees the native memory of this module and those below it. */
  @Override
  public final void close() {
    entries.values().forEach(StateEntry::close);
    children.values().forEach(NetworkModule::close);
  }
}
