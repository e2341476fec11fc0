/**
 * Which frames of a video make up its clips.
 *
 * <p>Samplers are pure functions of the video's frame count, for some of its frame rate, and of the
 * {@link io.kinespark.preprocessing.sampling.RandomDraws} they are given. Indices are 0-based. The
 * rules are those of the original training codes, each named where it is used: {@code
 * open-mmlab/mmaction2} (TANet), {@code whwu95/DSANet}, {@code youngwanLEE/VoV3D}, {@code
 * LannCX/SDCOM}.
 */
package io.kinespark.preprocessing.sampling;
