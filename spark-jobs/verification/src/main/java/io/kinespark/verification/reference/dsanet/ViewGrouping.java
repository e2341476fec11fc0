package io.kinespark.verification.reference.dsanet;

import java.util.ArrayList;
import java.util.List;

/**
 * Which views of a video are aggregated together when it is tested with more clips than the network
 * has snippets, or in several crops (whwu95/DSANet {@code Recognizer3D.forward_test}, {@code
 * DSA_val_method}). Of n clips and U snippets, pass i takes clips {@code i, n/U + i, 2n/U + i, ...}
 * in every crop, so that it spans the whole video. Views are numbered crop by crop: {@code v = crop
 * * n + clip}.
 */
public enum ViewGrouping {
  /** The clips of one crop are aggregated, in the order of time. */
  INTENDED {
    @Override
    void addPass(List<Integer> clips, int allClips, int crops, List<Integer> order) {
      for (int crop = 0; crop < crops; crop++) {
        for (int clip : clips) {
          order.add(crop * allClips + clip);
        }
      }
    }
  },
  /**
   * As the original's release does it, for comparison with it to the last bit: it takes the views
   * to be numbered clip by clip and lets the crops of a clip follow each other, so that different
   * crops and neighbouring clips are aggregated. With one crop it is as intended.
   */
  RELEASED {
    @Override
    void addPass(List<Integer> clips, int allClips, int crops, List<Integer> order) {
      for (int clip : clips) {
        for (int crop = 0; crop < crops; crop++) {
          order.add(clip * crops + crop);
        }
      }
    }
  };

  abstract void addPass(List<Integer> clips, int allClips, int crops, List<Integer> order);

  /**
   * Every view once, pass by pass; each U consecutive ones are aggregated together, and the U *
   * crops ones of a pass are next to each other.
   *
   * @param clips n, a multiple of {@code snippets}
   * @param crops of each clip
   * @param snippets U
   * @throws IllegalArgumentException if the clips are no whole number of passes
   */
  public List<Integer> order(int clips, int crops, int snippets) {
    if (clips < snippets || clips % snippets != 0) {
      throw new IllegalArgumentException(
          "%d clips cannot be aggregated by %d: test with a multiple of model.dsanet.snippets"
              .formatted(clips, snippets));
    }
    List<Integer> order = new ArrayList<>();
    int passes = clips / snippets;
    for (int pass = 0; pass < passes; pass++) {
      List<Integer> own = new ArrayList<>();
      for (int i = 0; i < snippets; i++) {
        own.add(i * passes + pass);
      }
      addPass(own, clips, crops, order);
    }
    return order;
  }
}
