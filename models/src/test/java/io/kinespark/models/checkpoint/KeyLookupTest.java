package io.kinespark.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KeyLookupTest {
  private static final KeyLookup LOOKUP =
      new KeyLookup(
          List.of(
              KeyRule.rename("backbone\\.(.+)\\.aux_bn\\.\\d+\\.(.+)", "$1.$2"),
              KeyRule.rename("backbone\\.(.+)", "$1")),
          List.of(Pattern.compile("fc\\..+")));

  private static StateDict file(String... names) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (String name : names) {
      tensors.put(name, HostTensor.ofFloats(new float[] {1, 2, 3, 4}, 1, 2, 1, 2));
    }
    return StateDict.of(tensors);
  }

  @Test
  void oneEntryServesSeveral() {
    Map<String, long[]> network =
        Map.of(
            "backbone.bn1.aux_bn.0.weight",
            new long[] {2},
            "backbone.bn1.aux_bn.1.weight",
            new long[] {1, 2, 1, 2});

    assertThat(LOOKUP.apply(file("bn1.weight", "fc.bias"), network).tensors().keySet())
        .containsExactlyInAnyOrderElementsOf(network.keySet());
  }

  @Test
  void kernelsAreInflatedWhereTheNetworkHasATemporalExtent() {
    Map<String, long[]> network = Map.of("backbone.conv1.weight", new long[] {1, 2, 3, 1, 2});

    HostTensor inflated = LOOKUP.apply(file("conv1.weight"), network).get("backbone.conv1.weight");

    float third = 1f / 3;
    assertThat(inflated.shape()).containsExactly(1, 2, 3, 1, 2);
    assertThat(inflated.toFloats())
        .containsExactly(
            third, 2f / 3, third, 2f / 3, third, 2f / 3, 1, 4f / 3, 1, 4f / 3, 1, 4f / 3);
  }

  @Test
  void whatIsNotLookedUpKeepsItsNameForTheReport() {
    Map<String, long[]> network =
        Map.of("backbone.conv1.weight", new long[] {1}, "head", new long[0]);

    assertThat(LOOKUP.apply(file("extra.weight", "fc.bias"), network).tensors().keySet())
        .containsExactly("extra.weight");
    assertThat(LOOKUP.untouched(network.keySet())).isEqualTo(Set.of("head"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LOOKUP.apply(file("head"), network))
        .withMessageContaining("'head'");
  }
}
