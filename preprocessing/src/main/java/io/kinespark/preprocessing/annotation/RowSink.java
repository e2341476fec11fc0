package io.kinespark.preprocessing.annotation;

/** Takes the rows of a file, one after the other. */
public interface RowSink {

  /**
   * Takes a row.
   *
   * @param number 1-based line number, or number of the entry in a JSON file
   * @param text the row as it stands in the file
   * @param reading makes fields of it; what it throws rejects this row alone
   */
  void accept(int number, String text, Reading reading);

  /**
   * Takes something that the user should know although it costs no row.
   *
   * @param what what was found
   * @param example where
   */
  default void note(String what, String example) {}

  /** How a row is made into fields. */
  @FunctionalInterface
  interface Reading {

    /**
     * The fields of the row.
     *
     * @throws RowException rejects the row
     */
    Row read() throws RowException;
  }
}
