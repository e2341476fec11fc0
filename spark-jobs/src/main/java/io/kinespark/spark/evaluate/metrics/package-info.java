/**
 * Measures of how well a network recognised the videos of a split: top-k accuracy, mean class
 * accuracy, the confusion matrix and, for videos with several labels, mean average precision.
 *
 * <p>Every definition follows the evaluation of {@code open-mmlab/mmaction2} ({@code
 * mmaction/evaluation/functional/accuracy.py}), so that numbers compare with published ones. All
 * arithmetic is in double and does not depend on the order in which videos arrive. A score that is
 * not a number is an error that names its video; a measure that is not defined (no videos, no
 * positives) is empty, never zero.
 */
package io.kinespark.spark.evaluate.metrics;
