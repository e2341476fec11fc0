/**
 * Files by the names that users give them: what a path or URI means, and the file system it is on.
 * Calls to file systems that may not answer return in time, and what is no file is not opened.
 */
package io.kinespark.preprocessing.storage;
