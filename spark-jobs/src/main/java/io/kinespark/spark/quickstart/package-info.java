/**
 * Generated videos to try the whole pipeline on, with nothing to download.
 *
 * <p>Their classes come in pairs that differ in nothing but the order of time: the video number n
 * of one class holds the frames of the video number n of the other, played backwards. A network
 * that does not see order, whatever else it sees, is right about one half of each pair's videos, so
 * that accuracy above one half says that a network has learnt motion.
 */
package io.kinespark.spark.quickstart;
