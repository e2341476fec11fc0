package io.kinespark.preprocessing.sampling;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Orders the frames of each clip from coarse to fine, so that every beginning of the clip covers
 * the video as evenly as it can ({@code RESAMPLE} of {@code LannCX/SDCOM}): the middle, the first
 * and the last frame, then the middles of halves, of quarters, and so on.
 *
 * @param frames chooses the frames
 */
public record CoarseToFineSampler(ClipSampler frames) implements ClipSampler {

  /** Checks that there is a sampler. */
  public CoarseToFineSampler {
    Objects.requireNonNull(frames, "frames");
  }

  @Override
  public int framesPerClip() {
    return frames.framesPerClip();
  }

  @Override
  public int clips() {
    return frames.clips();
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int[] inTime = frames.sample(video, draws).indices();
    int[] order = order(framesPerClip());
    int[] indices = new int[inTime.length];
    for (int i = 0; i < indices.length; i++) {
      int clip = i / order.length * order.length;
      indices[i] = inTime[clip + order[i % order.length]];
    }
    return SampledClips.of(framesPerClip(), indices);
  }

  /**
   * The order of the positions 0 to T - 1: {@code floor((T - 1) / 2)}, 0, T - 1; then for q = 2, 4,
   * 8, ... the middles of the q parts of {@code [0, T - 1]}, as far as they are new.
   *
   * @param framesPerClip T, at least 1
   * @return a permutation of {@code [0, T)}
   */
  public static int[] order(int framesPerClip) {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    int last = framesPerClip - 1;
    Set<Integer> order = new LinkedHashSet<>();
    order.add(last / 2);
    order.add(0);
    order.add(last);
    for (int parts = 2; order.size() < framesPerClip; parts *= 2) {
      for (int part = 0; part < parts; part++) {
        order.add((boundary(part, parts, last) + boundary(part + 1, parts, last)) / 2);
      }
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int boundary(int part, int parts, int last) {
    return part == parts ? last : (int) (part * ((double) last / parts));
  }
}
