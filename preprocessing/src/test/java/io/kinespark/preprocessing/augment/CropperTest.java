package io.kinespark.preprocessing.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.testing.ScriptedDraws;
import io.kinespark.preprocessing.testing.TanetCases;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CropperTest {

  private static final RandomDraws NONE = SampleRandom.of(0, 0, "", 0);

  static Stream<JsonNode> resizeShort() {
    return TanetCases.stream("resize_short_256");
  }

  static Stream<JsonNode> center() {
    return TanetCases.stream("center_crop");
  }

  static Stream<JsonNode> three() {
    return TanetCases.stream("three_crop");
  }

  static Stream<JsonNode> ten() {
    return TanetCases.stream("ten_crop");
  }

  static Stream<JsonNode> multiScale() {
    return TanetCases.stream("multi_scale_crop");
  }

  static Stream<JsonNode> randomResized() {
    return TanetCases.stream("random_resized_crop_scripted");
  }

  @ParameterizedTest
  @MethodSource("resizeShort")
  void shortSideIsResized(JsonNode expected) {
    FrameSize frame = new FrameSize(expected.get("w").asInt(), expected.get("h").asInt());
    assertThat(new FrameResize.ShortSide(256).resized(frame))
        .isEqualTo(size(expected.get("new_wh")));
  }

  @ParameterizedTest
  @MethodSource("center")
  void centerCropIsTheOriginals(JsonNode expected) {
    List<CropView> views =
        new CenterCrop(expected.get("crop").asInt()).views(size(expected.get("wh")), NONE);
    assertThat(views).containsExactly(CropView.of(box(expected.get("box"))));
  }

  @ParameterizedTest
  @MethodSource("three")
  void threeCropsAreTheOriginals(JsonNode expected) {
    Cropper cropper = new ThreeCrop(expected.get("crop").asInt());
    assertThat(cropper.views(size(expected.get("wh")), NONE))
        .hasSize(cropper.crops())
        .containsExactlyElementsOf(boxes(expected.get("boxes")).map(CropView::of).toList());
  }

  @ParameterizedTest
  @MethodSource("ten")
  void tenCropsAlternateWithTheirMirrorImages(JsonNode expected) {
    List<CropView> views =
        new TenCrop(expected.get("crop").asInt()).views(size(expected.get("wh")), NONE);
    assertThat(views.stream().map(CropView::box))
        .containsExactlyElementsOf(boxes(expected.get("boxes")).toList());
    assertThat(views.stream().map(CropView::mirrored))
        .containsExactly(false, true, false, true, false, true, false, true, false, true);
  }

  @ParameterizedTest
  @MethodSource("multiScale")
  void everyMultiScaleCropIsTheOriginals(JsonNode expected) {
    FrameSize frame = size(expected.get("wh"));
    MultiScaleCrop cropper = MultiScaleCrop.standard(224);
    JsonNode candidates = expected.get("candidates");
    assertThat(cropper.candidates(frame)).hasSize(candidates.size());
    for (JsonNode candidate : candidates) {
      FrameSize crop = size(candidate.get("crop_wh"));
      for (int place = 0; place < 13; place++) {
        JsonNode offset = candidate.get("offsets_xy").get(place);
        RandomDraws draws = choices(candidate.get("index").asInt(), place);
        assertThat(cropper.views(frame, draws))
            .containsExactly(
                CropView.of(
                    new CropBox(
                        offset.get(0).asInt(),
                        offset.get(1).asInt(),
                        crop.width(),
                        crop.height())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("randomResized")
  void randomResizedCropIsTheOriginalsForTheSameDraws(JsonNode expected) {
    ScriptedDraws draws = new ScriptedDraws(expected.get("draws_low_high_value"));
    assertThat(RandomResizedCrop.standard().views(size(expected.get("wh")), draws))
        .containsExactly(CropView.of(box(expected.get("box"))));
    draws.assertUsedUp();
  }

  @Test
  void randomResizedCropFallsBackToTheCentredSquare() {
    RandomResizedCrop impossible = new RandomResizedCrop(1, 1, 1, 1);
    assertThat(impossible.views(new FrameSize(40, 20), NONE))
        .containsExactly(CropView.of(new CropBox(10, 0, 20, 20)));
  }

  @Test
  void randomCropsReachEveryPlace() {
    RandomDraws draws = SampleRandom.of(3, 0, "clip", 0);
    RandomCrop cropper = new RandomCrop(new FrameSize(4, 3));
    List<CropBox> seen =
        Stream.generate(() -> cropper.views(new FrameSize(5, 5), draws).get(0).box())
            .limit(200)
            .distinct()
            .toList();
    assertThat(seen).hasSize(6);
  }

  @Test
  void aFrameSmallerThanTheCropIsRefused() {
    FrameSize small = new FrameSize(200, 100);
    for (Cropper cropper :
        new Cropper[] {
          new CenterCrop(224), new TenCrop(224), new RandomCrop(FrameSize.square(224))
        }) {
      assertThatThrownBy(() -> cropper.views(small, NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not fit a frame of 200x100");
    }
    assertThatThrownBy(() -> new ThreeCrop(256).views(small, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resize the short side to 256");
  }

  @Test
  void labelsThatDependOnLeftAndRightAreThoseOfTheOriginal() {
    JsonNode maps = TanetCases.of("flip_label_map");
    assertSwap(LabelSwap.somethingV1(), maps.get("sthv1"));
    assertSwap(
        LabelSwap.somethingV2(), maps.get("sthv2_used_by_other_configs_of_the_same_code_base"));
    assertThat(LabelSwap.somethingV1().mirrored(3)).isEqualTo(3);
  }

  private static void assertSwap(LabelSwap swap, JsonNode pairs) {
    assertThat(swap.partners()).hasSize(pairs.size());
    for (JsonNode pair : pairs) {
      assertThat(swap.mirrored(pair.get(0).asInt())).isEqualTo(pair.get(1).asInt());
    }
  }

  private static RandomDraws choices(int first, int second) {
    return new RandomDraws() {
      private int asked;

      @Override
      public int nextInt(int low, int highExclusive) {
        assertThat(low).isZero();
        assertThat(highExclusive).isEqualTo(asked == 0 ? 10 : 13);
        return asked++ == 0 ? first : second;
      }

      @Override
      public double nextUniform(double low, double high) {
        throw new AssertionError("A multi-scale crop draws no real numbers");
      }
    };
  }

  private static FrameSize size(JsonNode wh) {
    return new FrameSize(wh.get(0).asInt(), wh.get(1).asInt());
  }

  private static CropBox box(JsonNode corners) {
    int x = corners.get(0).asInt();
    int y = corners.get(1).asInt();
    return new CropBox(x, y, corners.get(2).asInt() - x, corners.get(3).asInt() - y);
  }

  private static Stream<CropBox> boxes(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(CropperTest::box);
  }
}
