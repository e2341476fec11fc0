package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.CropView;
import io.kinespark.preprocessing.augment.Cropper;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Lists of crops that draw nothing.
 *
 * @param kind name of the lists
 * @param what what they ask
 * @param cropper makes the cropper of a side in pixels
 * @param mirrorsEverySecond whether each crop is followed by its mirror image
 */
record FixedCropCheck(
    String kind, String what, IntFunction<Cropper> cropper, boolean mirrorsEverySecond)
    implements DataCheck {

  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals(kind);
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    comparison.entries(reference.answers(), entry -> compare(entry, comparison));
  }

  private void compare(CaseNode entry, DataComparison comparison) {
    List<CropView> views =
        cropper
            .apply(entry.path("crop").asInt())
            .views(DataCase.size(entry.path("wh")), ScriptedDraws.of(entry.path("draws")));
    if (mirrorsEverySecond) {
      entry.only("order", "each box: plain crop then its mirror image");
    }
    boolean single = entry.has("box");
    int expected = single ? 1 : entry.path("boxes").size();
    comparison.same("number of crops", expected, views.size());
    for (int i = 0; i < Math.min(expected, views.size()); i++) {
      CaseNode box = single ? entry.path("box") : entry.path("boxes").path(i);
      comparison.exact("box " + i, CaseJson.ints(box), CropBoxes.corners(views.get(i).box()));
    }
    comparison.same(
        "mirrored crops",
        IntStream.range(0, views.size()).mapToObj(i -> mirrorsEverySecond && i % 2 == 1).toList(),
        views.stream().map(CropView::mirrored).toList());
  }
}
