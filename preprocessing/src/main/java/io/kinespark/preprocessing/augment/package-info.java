/**
 * What happens to the frames of a clip before they reach the network: resize, crop, mirror.
 *
 * <p>Geometry is worked out first, as boxes that depend only on the frame size and the random
 * draws; {@link io.kinespark.preprocessing.augment.FrameRenderer} then makes the pixels. All frames
 * of a sample get the same crop and the same mirroring. Pixels leave as unsigned bytes. The rules
 * are those of the original training codes, each named where it is used: {@code
 * open-mmlab/mmaction2} (TANet), {@code whwu95/DSANet}, {@code youngwanLEE/VoV3D}, {@code
 * LannCX/SDCOM}.
 */
package io.kinespark.preprocessing.augment;
