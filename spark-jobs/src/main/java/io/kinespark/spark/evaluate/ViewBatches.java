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
    ViewScores answers = answers(pixels);
    List<VideoOutcome> outcomes = new ArrayList<>();
    int scored = 0;
    for (LoadedVideo video : unit) {
      if (video instanceof LoadedVideo.Views views) {
        outcomes.add(average(views, answers, scored));
        scored++;
      } else if (video instanceof LoadedVideo.None none) {
        outcomes.add(none.why());
      }
    }
    return outcomes;
  }

  private VideoScores average(LoadedVideo.Views video, ViewScores answers, int position) {
    ViewScores own = answers.of(position);
    return new VideoScores(
        video.id(),
        video.labels(),
        own.average(plan.average())[0],
        own.views(),
        plan.views(),
        own.widths());
  }

  /** What the network answers for all views of all videos. */
  private ViewScores answers(List<byte[]> pixels) {
    int views = pixels.size() * plan.views();
    float[] scores = new float[Math.multiplyExact(views, classes())];
    int[] widths = new int[chosenWidths(views)];
    for (int first = 0; first < views; first += plan.batchViews()) {
      int count = Math.min(plan.batchViews(), views - first);
      ViewScores scored = network.predict(batch(pixels, first, count));
      System.arraycopy(scored.scores(), 0, scores, first * classes(), scored.scores().length);
      System.arraycopy(scored.widths(), 0, widths, chosenWidths(first), scored.widths().length);
    }
    return new ViewScores(
        scores,
        pixels.size(),
        plan.views(),
        classes(),
        network.spec().model().evaluationOutput(),
        widths);
  }

  /** How many widths the network chooses for so many views. */
  private int chosenWidths(int views) {
    return network.spec().model().chosenWidths().isPresent() ? views * plan.view().frames() : 0;
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
