/**
 * Checks against what the original implementations answered. Networks are checked by the runners of
 * the models module; here are the kinds that need data preparation, or training through the same
 * engine that users train with.
 */
package io.kinespark.verification;
