/**
 * TANet (arXiv 2005.06803): the temporal adaptive module, the bottleneck that holds it, the
 * classification heads and the whole recogniser, with the names of mmaction2's checkpoints.
 */
package io.kinespark.models.tanet;
