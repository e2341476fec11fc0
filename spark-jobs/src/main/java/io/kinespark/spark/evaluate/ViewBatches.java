package io.kinespark.spark.evaluate;

import io.kinespark.models.training.ClipBatch;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.training.ViewScores;
import io.kinespark.spark.data.ClipShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the views of a unit of videos through a network, so many at once, and averages them video by
 * video. A view is one clip and is never split; each is scored on its own.
 */
final class ViewBatches {

  private final TrainableNetwork network;
  private final ScoringPlan plan;

  ViewBatches(TrainableNetwork network, ScoringPlan plan) {
    this.network = network;
    this.plan = plan;
  }

  /** The outcomes of a unit's videos, in their order. */
  List<VideoOutcome> score(List<LoadedVideo> unit) {
    List<byte[]> pixels = new ArrayList<>();
    for (LoadedVideo video : unit) {
      if (video instanceof LoadedVideo.Views views) {
        pixels.add(views.pixels());
      }
    }
    float[] scores = scores(pixels);
    int perVideo = pixels.isEmpty() ? 0 : scores.length / pixels.size();
    List<VideoOutcome> outcomes = new ArrayList<>();
    int scored = 0;
    for (LoadedVideo video : unit) {
      if (video instanceof LoadedVideo.Views views) {
        float[] own = new float[perVideo];
        System.arraycopy(scores, scored * perVideo, own, 0, perVideo);
        outcomes.add(average(views, own));
        scored++;
      } else if (video instanceof LoadedVideo.None none) {
        outcomes.add(none.why());
      }
    }
    return outcomes;
  }

  private VideoScores average(LoadedVideo.Views video, float[] scores) {
    int classes = classes();
    var views =
        new ViewScores(
            scores, 1, scores.length / classes, classes, network.spec().model().evaluationOutput());
    return new VideoScores(
        video.id(), video.labels(), views.average(plan.average())[0], views.views(), plan.views());
  }

  /** The scores of all views, {@code [videos, views, classes]}. */
  private float[] scores(List<byte[]> pixels) {
    int views = pixels.size() * plan.views();
    float[] scores = new float[Math.multiplyExact(views, classes())];
    for (int first = 0; first < views; first += plan.batchViews()) {
      int count = Math.min(plan.batchViews(), views - first);
      float[] scored = network.predict(batch(pixels, first, count)).scores();
      System.arraycopy(scored, 0, scores, first * classes(), scored.length);
    }
    return scores;
  }

  private ClipBatch batch(List<byte[]> pixels, int first, int count) {
    ClipShape view = plan.view();
    byte[] frames = new byte[Math.multiplyExact(count, view.bytes())];
    for (int i = 0; i < count; i++) {
      int at = first + i;
      System.arraycopy(
          pixels.get(at / plan.views()),
          at % plan.views() * view.bytes(),
          frames,
          i * view.bytes(),
          view.bytes());
    }
    return ClipBatch.unlabelled(frames, count, view.frames(), view.height(), view.width());
  }

  private int classes() {
    return network.spec().model().numClasses();
  }
}
