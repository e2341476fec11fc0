/**
 * Videos that were taken apart into image files, one folder for each. Images are read one by one
 * through Hadoop's file systems; how many there are is counted, never taken from a list.
 */
package io.kinespark.preprocessing.images;
