package io.kinespark.models.checkpoint.torch;

import java.util.List;

/**
 * A class or function that pickles may name, with what stands for calling it here.
 *
 * @param name with its module
 * @param constructor builds the value
 */
record Global(String name, Constructor constructor) implements PickleValue {
  /** Builds a value of ours from the arguments in the pickle. */
  @FunctionalInterface
  interface Constructor {
    /**
     * Builds the value.
     *
     * @param budget bounds what is copied
     */
    PickleValue call(List<PickleValue> arguments, ValueBudget budget)
        throws MalformedPickleException;
  }

  PickleValue call(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    try {
      return constructor.call(arguments, budget);
    } catch (MalformedPickleException e) {
      MalformedPickleException named =
          new MalformedPickleException("%s: %s".formatted(name, e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  @Override
  public String describe() {
    return name;
  }
}
