/**
 * How a section of the configuration is read by those who know its keys, without knowing the files
 * that it comes from.
 */
package io.kinespark.settings;
