/**
 * Which frames of a video make up its clips.
 *
 * <p>Samplers are pure functions of the frame count and of the {@link
 * io.kinespark.preprocessing.sampling.RandomDraws} they are given. Test samplers draw nothing.
 * Indices are 0-based. The rules are those of TANet's training code, {@code open-mmlab/mmaction2},
 * {@code mmaction/datasets/transforms/loading.py}.
 */
package io.kinespark.preprocessing.sampling;
