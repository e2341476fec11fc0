package io.kinespark.spark.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.net.URL;

/** Says where a value was written, in the words that a user knows the place by. */
final class Origins {
  static final String COMMAND_LINE = "command line argument ";

  private Origins() {}

  /** The file and line, or the command line argument, that {@code value} came from. */
  static String of(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    String description = origin.description();
    if (description.startsWith(COMMAND_LINE)) {
      int colon = description.indexOf(':');
      return colon < 0 ? description : description.substring(0, colon);
    }
    return description;
  }

  /** A short name for a class path resource: its jar and entry, or its file. */
  static String nameOf(URL resource) {
    String text = resource.toString();
    int entry = text.indexOf('!');
    if (entry < 0) {
      return resource.getPath();
    }
    return text.substring(text.lastIndexOf('/', entry) + 1);
  }
}
