/**
 * What a training run leaves on disk, for those who go on from it: the folder's layout, its
 * checkpoints as states of training, the network and the weights it saved.
 */
package io.kinespark.spark.run;
