package io.kinespark.spark.config;

import java.io.Serializable;

/**
 * One thing that is wrong with a configuration.
 *
 * @param subject the key concerned, with its value where it has one: {@code kinespark.train.epochs
 *     = 0}
 * @param origin where that was written: a file and line, or a command line argument
 * @param message what is wrong and what is allowed instead
 */
public record ConfigProblem(String subject, String origin, String message) implements Serializable {

  @Override
  public String toString() {
    return subject + " (" + origin + "): " + message;
  }
}
