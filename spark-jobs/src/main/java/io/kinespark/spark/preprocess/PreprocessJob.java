package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.annotation.AnnotationReader;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.video.ReasonText;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.SparkSettings;
import io.kinespark.spark.dataset.DatasetFiles;
import io.kinespark.spark.dataset.FirstImages;
import io.kinespark.spark.dataset.SharedVideos;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.progress.ConsoleTable;
import io.kinespark.spark.progress.CountProgress;
import io.kinespark.spark.progress.OptionalParts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The command {@code preprocess}. */
public final class PreprocessJob implements Job {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  /** Makes the job; it has no state. */
  public PreprocessJob() {}

  @Override
  public String name() {
    return "preprocess";
  }

  @Override
  public String summary() {
    return "Packs a data set's videos into shards and writes its manifests";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Reads the annotation files of kinespark.dataset, decodes every video to its last frame,"
            + " and packs what is usable into tar shards as kinespark.shard says; with"
            + " preprocess.pack=false it only decodes, and the manifests point to the videos.%n",
        "Every split gets a folder in preprocess.output, which is its manifest: the table"
            + " videos.parquet, labels.txt, shards/, and units/ with the result of each task. What"
            + " cannot be used is in the manifest with status rejected, and in rejects.csv with its"
            + " reason; counts, by reason and by class, are in summary.json and summary.html.%n",
        "A job that was killed goes on where it was when it is started again; a finished one has"
            + " nothing left to do. The output is the same to the byte either way, and does not"
            + " depend on the number of executors. A second job on an output that another one is"
            + " writing is refused.%n",
        "If more than preprocess.max-reject-share of a split's rows is rejected, the job fails with"
            + " exit code 1. The manifest of what is usable is written all the same: look at"
            + " rejects.csv, then raise the bound, or repair files and set"
            + " preprocess.redo-rejected=true; both do only what has to be done again.%n");
  }

  @Override
  public int run(JobContext context) throws IOException {
    PreprocessPlan plan = context.settings().read(PreprocessPlan::read);
    PreprocessReport report = new PreprocessReport();
    try (SparkApplication spark = start(context)) {
      Configuration hadoop = spark.context().hadoopConfiguration();
      LabelMap labelMap = plan.files(hadoop).labelMap();
      for (SplitListing listing : listings(context, plan, labelMap, hadoop)) {
        String name = SplitSummary.name(listing.split());
        CountProgress time = progress(context, name, listing.annotations().rows());
        SplitFolder folder = plan.folder(listing.split(), hadoop);
        sayFirstImages(context, plan, listing, spark);
        saySharedVideos(context, listing);
        SplitSummary summary =
            run(spark, plan, folder, new OptionalParts(context.err()))
                .run(
                    listing,
                    OutputSettings.of(plan, plan.files(hadoop).root(), listing, labelMap),
                    labelMap,
                    videos -> progress(context, name, videos));
        report.add(summary, folder, time.elapsed());
        report.addIfOverBound(summary, plan.job().maxRejectShare(), folder);
      }
    }
    report.print(context.out());
    report.throwIfOverBound();
    return ExitCode.OK;
  }

  private static SplitRun run(
      SparkApplication spark, PreprocessPlan plan, SplitFolder folder, OptionalParts parts)
      throws IOException {
    return new SplitRun(
        folder,
        Locations.fileSystem(folder.path(), spark.context().hadoopConfiguration()),
        tasks(spark, plan, folder),
        new Manifests(spark.session()),
        plan.job(),
        parts);
  }

  private static UnitTasks tasks(SparkApplication spark, PreprocessPlan plan, SplitFolder folder) {
    return new UnitTasks(
        spark.context(), new PackingPlan(folder, plan.decode(), plan.shard(), plan.job().pack()));
  }

  @Override
  public int dryRun(JobContext context) throws IOException {
    PreprocessPlan plan = context.settings().read(PreprocessPlan::read);
    ConsoleTable table =
        new ConsoleTable()
            .text("split")
            .number("rows")
            .number("bad rows")
            .number("tasks")
            .text("first videos")
            .text("output");
    try (SparkApplication spark = start(context)) {
      Configuration hadoop = spark.context().hadoopConfiguration();
      LabelMap labelMap = plan.files(hadoop).labelMap();
      for (SplitListing listing : listings(context, plan, labelMap, hadoop)) {
        SplitFolder folder = plan.folder(listing.split(), hadoop);
        SplitOutput output = new SplitOutput(Locations.fileSystem(folder.path(), hadoop), folder);
        OutputSettings settings =
            OutputSettings.of(plan, plan.files(hadoop).root(), listing, labelMap);
        SplitOutput.State state = output.check(settings, plan.job().overwrite());
        output.checkWritable();
        FirstVideos first = tasks(spark, plan, folder).probe(listing);
        first.throwIfNoneOpens();
        sayFirstImages(context, plan, listing, spark);
        saySharedVideos(context, listing);
        table.row(
            SplitSummary.name(listing.split()),
            listing.annotations().rows(),
            listing.annotations().rejected().size(),
            WorkUnit.cut(
                    listing.split(), listing.annotations().records(), plan.job().videosPerTask())
                .size(),
            first,
            describe(state));
      }
      context.out().print(table);
      context.out().println("Videos are decoded " + spark.shape().cores() + " at a time.");
    }
    return ExitCode.OK;
  }

  private static void sayFirstImages(
      JobContext context, PreprocessPlan plan, SplitListing listing, SparkApplication spark)
      throws IOException {
    new FirstImages(spark.context())
        .differing(plan.dataset().layout().images(), listing.annotations().records())
        .ifPresent(note -> warn(context, listing, note));
  }

  private static void saySharedVideos(JobContext context, SplitListing listing) {
    listing.shared().ifPresent(note -> warn(context, listing, note));
  }

  private static void warn(JobContext context, SplitListing listing, AnnotationNote note) {
    context.err().printf("warning: %s: %s%n", SplitSummary.name(listing.split()), note);
  }

  private static String describe(SplitOutput.State state) {
    return switch (state) {
      case NONE -> "is made";
      case SAME -> "is continued";
      case OTHER -> "is deleted and made anew";
    };
  }

  private static SparkApplication start(JobContext context) {
    return SparkApplication.manyTasks(context.settings().read(SparkSettings::read).appName());
  }

  private static CountProgress progress(JobContext context, String split, long videos) {
    return new CountProgress(
        context.err(), split, "videos", videos, BETWEEN_LINES, Clock.systemUTC());
  }

  /**
   * All annotation files are read before the first video is, those of other splits, too: they may
   * list the same videos.
   */
  private static List<SplitListing> listings(
      JobContext context, PreprocessPlan plan, LabelMap labelMap, Configuration hadoop)
      throws IOException {
    DatasetFiles dataset = plan.files(hadoop);
    Path root = dataset.root();
    Duration deadline = plan.decode().deadline();
    if (!StorageWatch.call(
        root.toString(), deadline, () -> Locations.fileSystem(root, hadoop).exists(root))) {
      throw new PreprocessException(
          "The folder of the videos, dataset.root = " + root + ", does not exist");
    }
    AnnotationReader reader = dataset.reader(labelMap);
    SharedVideos shared = new SharedVideos();
    List<SplitListing> listings = new ArrayList<>();
    for (Split split : plan.dataset().annotations().keySet()) {
      if (plan.splits().contains(split)) {
        Path file = dataset.annotations(split);
        listings.add(
            SplitListing.read(Locations.fileSystem(file, hadoop), file, split, reader, shared));
      } else {
        addOther(context, dataset, split, reader, shared);
      }
    }
    return listings;
  }

  /** A split that is not preprocessed may be one that cannot be read. */
  private static void addOther(
      JobContext context,
      DatasetFiles dataset,
      Split split,
      AnnotationReader reader,
      SharedVideos shared)
      throws InterruptedIOException {
    try {
      shared.add(split, dataset.read(split, reader).records());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      context
          .err()
          .printf(
              "warning: split %s is not read, and whether others have its videos is not known: %s%n",
              SplitSummary.name(split), ReasonText.of(String.valueOf(e.getMessage())));
    }
  }
}
