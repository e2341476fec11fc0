/**
 * Files by the names that users give them: what a path or URI means, and the file system it is on.
 */
package io.kinespark.preprocessing.storage;
