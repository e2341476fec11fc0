/**
 * VoV3D and X3D, the baseline whose stem, squeeze-excitation and head it has (arXiv 2012.00317 and
 * 2004.04730; youngwanLEE/VoV3D on PySlowFast). Names, order and shapes of the state dict are the
 * original's. Volumes are {@code [N, C, T, H, W]}; time is never strided before the head.
 */
package io.kinespark.models.vov3d;
