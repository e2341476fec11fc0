package io.kinespark.models.nn;

import java.util.List;

/** Modules under their numbers, {@code 0}, {@code 1}, ... */
public final class ModuleList extends NetworkModule {
  /** A list of these modules, which it owns from now on. */
  public ModuleList(List<? extends NetworkModule> modules) {
    for (int i = 0; i < modules.size(); i++) {
      child(Integer.toString(i), modules.get(i));
    }
  }
}
