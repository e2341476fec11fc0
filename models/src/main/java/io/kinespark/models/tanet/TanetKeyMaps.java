package io.kinespark.models.tanet;

import io.kinespark.models.TanetConfig;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.KeyRule;
import java.util.List;

/**
 * The names of TANet's entries in other people's checkpoints. A leading {@code module.} is accepted
 * throughout.
 */
public final class TanetKeyMaps {
  private static final String BLOCK = "(?:module\\.)?base_model\\.layer(\\d+)\\.(\\d+)\\.";

  private TanetKeyMaps() {}

  /**
   * Checkpoints of the authors' repository (liu-zhy/temporal-adaptive-module; SPEC 4.2), very old
   * ones included. Every entry has a counterpart.
   */
  public static KeyMap ofAuthors() {
    return new KeyMap(
        List.of(
            KeyRule.rename(
                "(?:module\\.)?base_model\\.conv1\\.weight", "backbone.conv1.conv.weight"),
            KeyRule.rename("(?:module\\.)?base_model\\.bn1\\.(.+)", "backbone.conv1.bn.$1"),
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
            KeyRule.rename(
                "(?:module\\.)?(?:new_fc|base_model\\.fc)\\.(.+)", "cls_head.fc_cls.$1")));
  }

  /**
   * ImageNet ResNets with torchvision's names (SPEC 4.3); the ImageNet classifier is dropped.
   *
   * @param config decides whether blocks are wrapped, that is, named {@code block}
   */
  public static KeyMap ofImageNet(TanetConfig config) {
    String target = "backbone.layer$1.$2." + (config.tam().enabled() ? "block." : "");
    String block = "(?:module\\.)?layer(\\d+)\\.(\\d+)\\.";
    return new KeyMap(
        List.of(
            KeyRule.rename("(?:module\\.)?conv1\\.weight", "backbone.conv1.conv.weight"),
            KeyRule.rename("(?:module\\.)?bn1\\.(.+)", "backbone.conv1.bn.$1"),
            KeyRule.rename(block + "conv(\\d)\\.weight", target + "conv$3.conv.weight"),
            KeyRule.rename(block + "bn(\\d)\\.(.+)", target + "conv$3.bn.$4"),
            KeyRule.rename(block + "downsample\\.0\\.weight", target + "downsample.conv.weight"),
            KeyRule.rename(block + "downsample\\.1\\.(.+)", target + "downsample.bn.$3"),
            KeyRule.drop("(?:module\\.)?fc\\..+")));
  }
}
