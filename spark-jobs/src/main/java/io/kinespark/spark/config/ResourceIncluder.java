package io.kinespark.spark.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import java.net.URI;

/**
 * Resolves {@code include "file"} of a class path resource relative to it, in jars too, where
 * HOCON's own rule knows no {@code ..}.
 *
 * @param resource the including file, named from the class path's root
 */
record ResourceIncluder(String resource) implements ConfigIncluder {

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return LayerFiles.preset(URI.create(resource).resolve(what).normalize().toString()).root();
  }
}
