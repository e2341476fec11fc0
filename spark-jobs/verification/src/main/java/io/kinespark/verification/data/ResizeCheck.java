package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.verification.reference.CaseJson;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of {@code resize_short_N}: sizes of frames whose short side becomes N pixels. */
final class ResizeCheck implements DataCheck {
  private static final Pattern NAME = Pattern.compile("resize_short_(\\d{1,5})");

  @Override
  public boolean supports(DataCase reference) {
    return NAME.matcher(reference.name()).matches();
  }

  @Override
  public String what() {
    return "size of frames after resizing their short side";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    Matcher name = NAME.matcher(reference.name());
    if (!name.matches()) {
      throw new IllegalArgumentException(reference.name() + " names no short side");
    }
    FrameResize.ShortSide resize = new FrameResize.ShortSide(Integer.parseInt(name.group(1)));
    comparison.entries(
        reference.answers(),
        entry -> {
          FrameSize size =
              resize.resized(new FrameSize(entry.path("w").asInt(), entry.path("h").asInt()));
          comparison.exact(
              "new_wh",
              CaseJson.ints(entry.path("new_wh")),
              new int[] {size.width(), size.height()});
        });
  }
}
