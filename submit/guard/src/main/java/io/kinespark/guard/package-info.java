/**
 * What holds in every process before the application's own classes are there: the folder that
 * native libraries are unpacked to, names of local files, pages that nobody may see.
 */
package io.kinespark.guard;
