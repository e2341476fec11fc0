package io.kinespark.models.tanet;

import io.kinespark.models.checkpoint.KeyLookup;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.KeyRule;
import java.util.List;
import java.util.regex.Pattern;

/** The names of TANet's entries in other people's checkpoints. */
public final class TanetKeyMaps {
  private static final String BLOCK = "base_model\\.layer(\\d+)\\.(\\d+)\\.";

  private TanetKeyMaps() {}

  /**
   * Checkpoints of the authors' repository (liu-zhy/temporal-adaptive-module), very old ones
   * included. Every entry has a counterpart.
   */
  public static KeyMap ofAuthors() {
    return new KeyMap(
        List.of(
            KeyRule.rename("base_model\\.conv1\\.weight", "backbone.conv1.conv.weight"),
            KeyRule.rename("base_model\\.bn1\\.(.+)", "backbone.conv1.bn.$1"),
            KeyRule.rename(
                BLOCK + "net\\.conv(\\d)\\.weight", "backbone.layer$1.$2.block.conv$3.conv.weight"),
            KeyRule.rename(
                BLOCK + "net\\.bn(\\d)\\.(.+)", "backbone.layer$1.$2.block.conv$3.bn.$4"),
            KeyRule.rename(
                BLOCK + "net\\.downsample\\.0\\.weight",
                "backbone.layer$1.$2.block.downsample.conv.weight"),
            KeyRule.rename(
                BLOCK + "net\\.downsample\\.1\\.(.+)",
                "backbone.layer$1.$2.block.downsample.bn.$3"),
            KeyRule.rename(
                BLOCK + "(?:tam|self_conv)\\.conv_f\\.(.+)", "backbone.layer$1.$2.tam.G.$3"),
            KeyRule.rename(
                BLOCK + "(?:tam|self_conv)\\.conv_g\\.(.+)", "backbone.layer$1.$2.tam.L.$3"),
            KeyRule.rename(BLOCK + "tam\\.(.+)", "backbone.layer$1.$2.tam.$3"),
            KeyRule.rename("(?:new_fc|base_model\\.fc)\\.(.+)", "cls_head.fc_cls.$1")));
  }

  /** The authors' names for this project's, which are mmaction2's: {@link #ofAuthors} undone. */
  public static KeyMap toAuthors() {
    String block = "backbone\\.layer(\\d+)\\.(\\d+)\\.block\\.";
    String authors = "base_model.layer$1.$2.net.";
    return new KeyMap(
        List.of(
            KeyRule.rename("backbone\\.conv1\\.conv\\.weight", "base_model.conv1.weight"),
            KeyRule.rename("backbone\\.conv1\\.bn\\.(.+)", "base_model.bn1.$1"),
            KeyRule.rename(block + "conv(\\d)\\.conv\\.weight", authors + "conv$3.weight"),
            KeyRule.rename(block + "conv(\\d)\\.bn\\.(.+)", authors + "bn$3.$4"),
            KeyRule.rename(block + "downsample\\.conv\\.weight", authors + "downsample.0.weight"),
            KeyRule.rename(block + "downsample\\.bn\\.(.+)", authors + "downsample.1.$3"),
            KeyRule.rename(
                "backbone\\.layer(\\d+)\\.(\\d+)\\.tam\\.(.+)", "base_model.layer$1.$2.tam.$3"),
            KeyRule.rename("cls_head\\.fc_cls\\.(.+)", "new_fc.$1")));
  }

  /**
   * ImageNet ResNets with torchvision's names, for networks with and without temporal modules:
   * these and the classifier keep their values, the ImageNet classifier is not used.
   */
  public static KeyLookup ofImageNet() {
    String block = "backbone\\.(layer\\d+\\.\\d+)\\.(?:block\\.)?";
    return new KeyLookup(
        List.of(
            KeyRule.rename("backbone\\.conv1\\.conv\\.weight", "conv1.weight"),
            KeyRule.rename("backbone\\.conv1\\.bn\\.(.+)", "bn1.$1"),
            KeyRule.rename(block + "conv(\\d)\\.conv\\.weight", "$1.conv$2.weight"),
            KeyRule.rename(block + "conv(\\d)\\.bn\\.(.+)", "$1.bn$2.$3"),
            KeyRule.rename(block + "downsample\\.conv\\.weight", "$1.downsample.0.weight"),
            KeyRule.rename(block + "downsample\\.bn\\.(.+)", "$1.downsample.1.$2")),
        List.of(Pattern.compile("fc\\..+")));
  }
}
