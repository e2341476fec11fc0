package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.WidthChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The dynamic network's pooled features of frames at widths of their own, filled up with zeros to
 * 2048. Frames of the same width run together through the sliced network, so that a batch costs
 * what its frames chose; this equals the original's masked full-width pass of the policy stage to
 * rounding (2e-7). Where temporal shifts act, frames need their neighbours, and the masked pass
 * runs. Features get no gradient: neither the frames nor the network's parameters learn here.
 */
record FramewiseFeatures(SlimmableResNet backbone, SdcomConfig config) {
  /** {@code [N, 2048]} of frames at the widths that were chosen for them. */
  Tensor of(Tensor frames, GumbelSoftmax.Choice choice, ForwardPass pass) {
    int[] widths =
        Arrays.stream(HostTransfer.toDoubles(choice.index()))
            .mapToInt(width -> (int) width)
            .toArray();
    pass.observer().frameWidths(widths);
    if (config.temporalShift()) {
      return pooled(frames, new WidthChoice.Masked(choice.hard().detach()), pass);
    }
    TensorVector parts = new TensorVector();
    List<Integer> order = new ArrayList<>();
    for (int width = 0; width < config.widths().count(); width++) {
      int[] rows = rowsOf(widths, width);
      if (rows.length > 0) {
        Tensor chosen = torch.index_select(frames, 0, indices(rows, frames));
        parts.push_back(atWidth(chosen, width, pass));
        for (int row : rows) {
          order.add(row);
        }
      }
    }
    int[] positions = new int[order.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[order.get(i)] = i;
    }
    return torch.index_select(torch.cat(parts, 0), 0, indices(positions, frames));
  }

  /** {@code [N, 2048]} of frames that all run at one width. */
  Tensor atWidth(Tensor frames, int width, ForwardPass pass) {
    return pooled(frames, new WidthChoice.Sliced(width), pass);
  }

  private Tensor pooled(Tensor frames, WidthChoice choice, ForwardPass pass) {
    Tensor maps = backbone.forward(frames, choice, config.numSegments(), pass);
    return torch.constant_pad_nd(maps.mean(2, 3), 0, SdcomConfig.FEATURES - maps.size(1));
  }

  private static int[] rowsOf(int[] widths, int width) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < widths.length; row++) {
      if (widths[row] == width) {
        rows.add(row);
      }
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Tensor indices(int[] rows, Tensor like) {
    return HostTransfer.labels(rows).to(like.device(), ScalarType.Long);
  }
}
