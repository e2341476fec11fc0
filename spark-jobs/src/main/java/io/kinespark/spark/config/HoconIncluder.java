package io.kinespark.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.net.URL;

/**
 * Answers the includes of one text with what {@link HoconTexts} has read for them.
 *
 * @param texts all texts, read and checked
 * @param place of the including text
 */
record HoconIncluder(HoconTexts texts, HoconPlace place)
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {

  /** Evaluates a text, its substitutions being left as they are. */
  static Config parse(HoconTexts texts, HoconText text) {
    return ConfigFactory.parseString(
        text.text(),
        ConfigParseOptions.defaults()
            .setSyntax(text.isProperties() ? ConfigSyntax.PROPERTIES : ConfigSyntax.CONF)
            .setOriginDescription(text.place().name())
            .setIncluder(new HoconIncluder(texts, text.place())));
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return included("", what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return included("file", what.getPath());
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return included("classpath", what);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return included("url", what.toString());
  }

  private ConfigObject included(String kind, String what) {
    HoconText text =
        texts
            .find(place, kind, what)
            .orElseThrow(
                () ->
                    new ConfigException.Generic(
                        "%s: the include of '%s' names nothing that was found"
                            .formatted(place.name(), what)));
    return parse(texts, text).root();
  }
}
