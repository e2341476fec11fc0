/**
 * Decoding of video files to RGB frames, JPEG coding of single frames and a small encoder.
 *
 * <p>The decoder owns FFmpeg's demux and decode loop: frames are counted in presentation order by
 * decoding, header counts and rates are never trusted, and every error the codec reports is counted
 * and shown in a {@link io.kinespark.preprocessing.video.DecodeReport}. A video that cannot be used
 * ends in a {@link io.kinespark.preprocessing.video.VideoRejectedException} that names the reason.
 * Every native object has an owner with a {@code close()}; nothing native leaves this package.
 */
package io.kinespark.preprocessing.video;
