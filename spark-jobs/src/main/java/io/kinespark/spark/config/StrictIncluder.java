package io.kinespark.spark.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;

/**
 * Resolves {@code include "file"} relative to the including file, and fails where HOCON's own rule
 * would go on without a file that is not there.
 */
final class StrictIncluder implements ConfigIncluder {

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    ConfigParseable file = context.relativeTo(what);
    if (file == null) {
      throw new com.typesafe.config.ConfigException.Generic(
          "include \"" + what + "\" names no file next to the one that includes it");
    }
    return file.parse(context.parseOptions().setAllowMissing(false));
  }
}
