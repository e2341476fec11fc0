package io.kinespark.spark.quickstart;

import io.kinespark.spark.config.QuickstartSettings;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import java.util.List;

/**
 * The command {@code quickstart}: generated videos through all three jobs, to see that an
 * installation works and what temporal modules are for.
 */
public final class QuickstartJob implements Job {

  @Override
  public String name() {
    return "quickstart";
  }

  @Override
  public String summary() {
    return "Generates videos and runs them through preprocess, train and evaluate";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Needs no data and takes a few minutes on two cores. Draws videos of eight classes, four"
            + " pairs of a movement and the same one backwards; preprocesses them; trains a small"
            + " TANet, and the same network without its temporal modules; evaluates both on videos"
            + " they have not seen; and prints how they compare.",
        "Everything goes to quickstart.output, a folder of the local disk. A quickstart that was"
            + " interrupted goes on there when it is started again with the same settings; with"
            + " other settings it asks for another folder.",
        "Its network and recipe are defaults of this command that --print-config shows; a file or"
            + " key=value overrides them, as for the jobs themselves.");
  }

  @Override
  public List<String> presets() {
    return List.of("io/kinespark/spark/quickstart/quickstart.conf");
  }

  @Override
  public int run(JobContext context) throws Exception {
    return new Quickstart(context.settings().read(QuickstartSettings::read), context).run();
  }

  @Override
  public int dryRun(JobContext context) throws Exception {
    return new Quickstart(context.settings().read(QuickstartSettings::read), context).check();
  }
}
