package io.kinespark.preprocessing.sampling;

/**
 * Takes clips at evenly spread moments, their frames measured in seconds: the test of VoV3D and X3D
 * on Kinetics ({@code datasets/decoder.py} of {@code youngwanLEE/VoV3D}). Clip k of K begins at
 * {@code max(n - L, 0) * k / K}, so that the end of the video is never reached, where a clip spans
 * {@code L = rate * T / targetFps * fps} frames.
 *
 * @param framesPerClip T
 * @param rate frames at {@code targetFps} from one frame of a clip to the next
 * @param targetFps frames a second that {@code rate} is meant for, 30 in the published recipes
 * @param clips clips of a video, K; 10 in the published recipes
 */
public record TimedTestSampler(int framesPerClip, int rate, double targetFps, int clips)
    implements ClipSampler {

  /** Checks the numbers. */
  public TimedTestSampler {
    new TimedWindow(framesPerClip, rate, targetFps);
    Checks.atLeastOne(clips, "clips");
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    TimedWindow window = new TimedWindow(framesPerClip, rate, targetFps);
    double lastStart = window.lastStart(video);
    int[] indices = new int[Math.multiplyExact(clips, framesPerClip)];
    for (int k = 0; k < clips; k++) {
      int[] clip = window.frames(video, lastStart * k / clips);
      System.arraycopy(clip, 0, indices, k * framesPerClip, framesPerClip);
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
