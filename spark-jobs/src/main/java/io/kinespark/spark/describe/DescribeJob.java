package io.kinespark.spark.describe;

import io.kinespark.models.complexity.NetworkComplexity;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.PublishedConf;
import io.kinespark.spark.job.ArgumentSpec;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The command {@code describe}: parameters, multiply-accumulates and activations of networks. */
public final class DescribeJob implements Job {
  private static final String ALL = "--all";
  private static final String MODULES = "--modules";
  private static final String SIZE = "--size";
  private static final List<Integer> USUAL_SIZES = List.of(224, 256);
  private static final int SMALLEST = 32;
  private static final int LARGEST = 1024;

  /** The job. */
  public DescribeJob() {}

  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String summary() {
    return "Shows how large networks are, beside what was published of them";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Counts parameters, multiply-accumulates and activations of one clip by running each"
            + " network on tensors that have shapes only. Without a MODEL it describes the network that the configuration asks for.");
  }

  @Override
  public List<ArgumentSpec> arguments() {
    return List.of(
        new ArgumentSpec.Words(
            "MODEL", "Published network, such as tanet_r50_k400_t8; --all --dry-run lists them."),
        new ArgumentSpec.Flag(ALL, "Describe every published network."),
        new ArgumentSpec.Flag(MODULES, "Print every layer too."),
        new ArgumentSpec.Option(
            SIZE,
            "PIXELS",
            "Side of the frames; repeatable. Without it both 224 and 256 are described."));
  }

  @Override
  public int run(JobContext context) {
    List<NamedNetwork> networks = networks(context);
    List<Integer> sizes = sizes(context);
    SizeTable table = new SizeTable(networks, context.out());
    List<String> layers = new ArrayList<>();
    for (NamedNetwork network : networks) {
      for (int side : taken(network, sizes)) {
        NetworkComplexity size = NetworkComplexity.measure(network.model(), side, side);
        table.add(network, size, side == taken(network, sizes).get(0));
        if (context.arguments().flag(MODULES)) {
          layers.add(
              "%n%s at %dx%d%n%n%s".formatted(network.title(), side, side, new LayerTable(size)));
        }
      }
    }
    table.end();
    layers.forEach(context.out()::print);
    return ExitCode.OK;
  }

  @Override
  public int dryRun(JobContext context) {
    sizes(context);
    for (NamedNetwork network : networks(context)) {
      context.out().println("%-22s %s".formatted(network.name(), network.title()));
    }
    return ExitCode.OK;
  }

  private static List<NamedNetwork> networks(JobContext context) {
    PublishedNetworks published = PublishedNetworks.read();
    List<String> names = context.arguments().words();
    if (context.arguments().flag(ALL)) {
      if (!names.isEmpty()) {
        throw new UsageException("give either %s or names, not both: %s".formatted(ALL, names));
      }
      return published.all();
    }
    return names.isEmpty()
        ? List.of(configured(context.settings().read(ModelSettings::read), published))
        : names.stream().map(name -> named(name, published)).toList();
  }

  private static NamedNetwork named(String name, PublishedNetworks published) {
    return published
        .find(name)
        .or(
            () ->
                PublishedConf.model(name)
                    .map(settings -> configured(settings.read(ModelSettings::read), published)))
        .orElseThrow(
            () ->
                new UsageException(
                    "no published network is named '%s'; there are %s. A network of your own is"
                            .formatted(name, known(published))
                        + " described by --conf FILE"));
  }

  private static String known(PublishedNetworks published) {
    return published.all().stream().map(NamedNetwork::name).collect(Collectors.joining(", "));
  }

  private static NamedNetwork configured(ModelSettings model, PublishedNetworks published) {
    return new NamedNetwork(
        model.name(),
        model.name(),
        model.network().model(),
        published.sizesOf(model.network().model()));
  }

  private static List<Integer> sizes(JobContext context) {
    List<String> given = context.arguments().option(SIZE);
    return given.isEmpty()
        ? USUAL_SIZES
        : given.stream().map(DescribeJob::size).distinct().toList();
  }

  /** The sizes that the network takes; the only one where there is one. */
  private static List<Integer> taken(NamedNetwork network, List<Integer> sizes) {
    OptionalInt only = network.model().frameSide();
    return only.isPresent() ? List.of(only.getAsInt()) : sizes;
  }

  private static int size(String text) {
    try {
      int side = Integer.parseInt(text);
      if (side >= SMALLEST && side <= LARGEST) {
        return side;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(
          "%s %s is no whole number (%s)".formatted(SIZE, text, e.getMessage()));
    }
    throw new UsageException(
        "%s %s must lie between %d and %d".formatted(SIZE, text, SMALLEST, LARGEST));
  }
}
