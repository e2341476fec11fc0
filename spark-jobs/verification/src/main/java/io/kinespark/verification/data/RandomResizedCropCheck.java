package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.CropView;
import io.kinespark.preprocessing.augment.RandomResizedCrop;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;

/**
 * Lists of {@code random_resized_crop_scripted}: the crop for the draws that are given. Areas and
 * ratios are the usual ones where an entry does not give them.
 */
final class RandomResizedCropCheck implements DataCheck {
  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("random_resized_crop_scripted");
  }

  @Override
  public String what() {
    return "crops of random area and aspect ratio, for given draws";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    comparison.entries(reference.answers(), entry -> compare(entry, comparison));
  }

  private static void compare(CaseNode entry, DataComparison comparison) {
    ScriptedDraws draws = ScriptedDraws.of(entry.path("draws_low_high_value"));
    CropView view = cropper(entry).views(DataCase.size(entry.path("wh")), draws).get(0);
    comparison.exact("box", CaseJson.ints(entry.path("box")), CropBoxes.corners(view.box()));
    comparison.same("number of draws left over", 0, draws.left());
  }

  private static RandomResizedCrop cropper(CaseNode entry) {
    RandomResizedCrop usual = RandomResizedCrop.standard();
    CaseNode areas = entry.path("area_range");
    CaseNode ratios = entry.path("aspect_ratio_range");
    return new RandomResizedCrop(
        areas.path(0).asDouble(usual.minArea()),
        areas.path(1).asDouble(usual.maxArea()),
        ratios.path(0).asDouble(usual.minRatio()),
        ratios.path(1).asDouble(usual.maxRatio()));
  }
}
