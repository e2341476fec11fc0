/**
 * Clips for training and evaluation, read on the executors from manifests that preprocessing wrote:
 * which sample comes when, what of it is read, and how batches are decoded ahead of the network.
 * Everything drawn at random is a function of the seed, the epoch, the sample and the view.
 */
package io.kinespark.spark.data;
