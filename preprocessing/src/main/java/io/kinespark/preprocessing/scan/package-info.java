/**
 * Which frames a record uses: the frames of its segment, found by decoding the whole video once,
 * and fixed from then on.
 */
package io.kinespark.preprocessing.scan;
