package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.CropBox;
import io.kinespark.preprocessing.augment.MultiScaleCrop;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import java.util.Arrays;
import java.util.List;

/**
 * Lists of {@code multi_scale_crop}: every crop that can be drawn, size by size and place by place.
 * Input size, scales and gap are those of TANet's recipes where an entry does not give them.
 */
final class MultiScaleCropCheck implements DataCheck {
  private static final MultiScaleCrop PUBLISHED = MultiScaleCrop.standard(224);

  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("multi_scale_crop");
  }

  @Override
  public String what() {
    return "every crop that multi-scale cropping can draw";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    comparison.entries(reference.answers(), entry -> compare(entry, comparison));
  }

  private static void compare(CaseNode entry, DataComparison comparison) {
    MultiScaleCrop cropper = cropper(entry);
    FrameSize frame = DataCase.size(entry.path("wh"));
    int sizes = cropper.candidates(frame).size();
    comparison.same("number of sizes", entry.path("candidates").size(), sizes);
    for (CaseNode candidate : entry.path("candidates")) {
      int index = candidate.path("index").asInt();
      CaseNode offsets = candidate.path("offsets_xy");
      for (int place = 0; place < offsets.size(); place++) {
        ScriptedDraws draws = ScriptedDraws.indices(sizes, index, offsets.size(), place);
        CropBox box = cropper.views(frame, draws).get(0).box();
        String at = "size %d at place %d".formatted(index, place);
        comparison.exact(
            at,
            new int[] {
              candidate.path("crop_wh").path(0).asInt(),
              candidate.path("crop_wh").path(1).asInt(),
              offsets.path(place).path(0).asInt(),
              offsets.path(place).path(1).asInt()
            },
            new int[] {box.width(), box.height(), box.x(), box.y()});
      }
    }
  }

  private static MultiScaleCrop cropper(CaseNode entry) {
    List<Double> scales =
        entry.has("scales")
            ? Arrays.stream(CaseJson.doubles(entry.path("scales"))).boxed().toList()
            : PUBLISHED.scales();
    return new MultiScaleCrop(
        entry.path("crop").asInt(PUBLISHED.side()),
        scales,
        entry.path("max_wh_scale_gap").asInt(PUBLISHED.maxGap()));
  }
}
