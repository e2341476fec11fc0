package io.kinespark.spark.describe;

import io.kinespark.models.complexity.NetworkComplexity;
import io.kinespark.spark.progress.ConsoleTable;
import io.kinespark.spark.progress.WrappedText;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Prints how large networks are, a row for each size of frames, and below them why published
 * figures differ.
 */
final class SizeTable {
  private static final String NOTHING = "-";

  private final PrintWriter out;
  private final ConsoleTable table;
  private final Set<String> notes = new LinkedHashSet<>();

  /** A table for these networks; prints its titles. */
  SizeTable(List<NamedNetwork> networks, PrintWriter out) {
    this.out = out;
    int widest = networks.stream().mapToInt(network -> network.name().length()).max().orElse(0);
    this.table =
        new ConsoleTable()
            .column("model", ConsoleTable.Align.LEFT, widest)
            .column("parameters", ConsoleTable.Align.RIGHT, 10)
            .column("frames", ConsoleTable.Align.RIGHT, 10)
            .column("MACs", ConsoleTable.Align.RIGHT, 9)
            .column("dynamic", ConsoleTable.Align.RIGHT, 8)
            .column("activations", ConsoleTable.Align.RIGHT, 11)
            .column("published", ConsoleTable.Align.LEFT, 12)
            .column("ratio", ConsoleTable.Align.RIGHT, 6);
    out.print(table.head());
    out.flush();
  }

  /**
   * Prints one network at one size of frames.
   *
   * @param first whether this is the first size of that network
   */
  void add(NamedNetwork network, NetworkComplexity size, boolean first) {
    Optional<PublishedSize> published =
        network.published().stream().filter(each -> each.side() == size.height()).findFirst();
    published.map(PublishedSize::note).filter(note -> !note.isEmpty()).ifPresent(notes::add);
    out.print(
        table.line(
            first ? network.name() : "",
            first ? Quantity.exact(size.parameters()) : "",
            "%dx%dx%d".formatted(network.model().framesPerClip(), size.height(), size.width()),
            Quantity.giga(size.multiplyAccumulates()),
            Quantity.mega(size.dynamicMultiplyAccumulates()),
            Quantity.mega(size.activations()),
            published.map(PublishedSize::text).orElse(NOTHING),
            published
                .map(each -> size.multiplyAccumulates() / each.multiplyAccumulates())
                .map(Quantity::ratio)
                .orElse(NOTHING)));
    out.flush();
  }

  /** Prints what the columns mean and the reasons of differences. */
  void end() {
    out.println();
    out.println(
        """
        frames       T x height x width of one clip
        MACs         multiply-accumulates of convolutions and linear layers for one clip
        dynamic      multiply-accumulates of convolutions whose kernels are computed from the clip
        activations  values of the outputs of convolutions and linear layers
        ratio        MACs here to the published ones, in the row of the frames they are for""");
    for (String note : notes) {
      out.println();
      out.print(WrappedText.of("Why the published figures differ: " + note, ""));
    }
    out.flush();
  }
}
