package io.kinespark.spark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what an engine tells, and the state of the last epoch as a checkpoint would. */
final class Recording implements TrainingListener {

  private final List<IterationReport> reports = new ArrayList<>();
  private Optional<TrainingState> checkpoint = Optional.empty();

  @Override
  public void onIteration(IterationReport report) {
    reports.add(report);
  }

  @Override
  public boolean onEpochEnd(EpochEnd end) {
    checkpoint = Optional.of(end.state());
    return true;
  }

  List<IterationReport> reports() {
    return reports;
  }

  Optional<TrainingState> checkpoint() {
    return checkpoint;
  }
}
