package io.kinespark.spark.config;

/**
 * One key of a resolved configuration.
 *
 * @param key the full key
 * @param value its value as HOCON; a secret is {@code "(redacted)"}
 * @param origin where the value was written
 */
public record ResolvedValue(String key, String value, String origin) {}
