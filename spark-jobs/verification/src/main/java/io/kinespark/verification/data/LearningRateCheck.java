package io.kinespark.verification.data;

import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.PublishedConf;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.config.TrainSettings;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.List;
import java.util.Map;

/**
 * The list {@code lr_schedules}: learning rate of every parameter group at every epoch, and weight
 * decay of every group, for the recipe of each name. Rates come from the project's configuration of
 * that name, which begins with the family's, multipliers from the network that it builds.
 */
final class LearningRateCheck implements DataCheck {
  private static final double TOLERANCE = 1e-12;

  /** Names of the original's tables that differ from this project's. */
  private static final Map<String, String> GROUP_NAMES =
      Map.of("head_weight", "classifier_weight", "head_bias", "classifier_bias");

  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("lr_schedules");
  }

  @Override
  public String what() {
    return "learning rate and decay of each parameter group";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    for (Map.Entry<String, CaseNode> recipe : reference.answers().fields().entrySet()) {
      String name = recipe.getKey().replaceFirst("\\.py$", "");
      Settings settings =
          PublishedConf.experiment(name.replaceFirst("_.*", ""), name)
              .orElseThrow(
                  () ->
                      new UnsupportedCaseException(
                          "no published experiment is named '%s'".formatted(name)));
      comparison.question(name, () -> compare(recipe.getValue(), settings, comparison));
    }
  }

  private static void compare(CaseNode expected, Settings settings, DataComparison comparison) {
    TrainSettings train = settings.read(TrainSettings::read);
    ModelSettings model = settings.read(ModelSettings::read);
    comparison.same("max_epochs", expected.path("max_epochs").asInt(), train.epochs());
    List<ParameterGroup> groups = TrainableNetwork.parameterGroups(model.network().model());
    compareParameters(model, groups, comparison);
    LearningRateSchedule schedule = train.optimizer().learningRates(train.epochs());
    double rate = train.optimizer().initialRate(train.batchSize() * train.replicas());
    CaseNode names = expected.path("groups");
    comparison.same("number of groups", names.size(), groups.size());
    for (int g = 0; g < Math.min(names.size(), groups.size()); g++) {
      ParameterGroup group = groups.get(g);
      String name = names.path(g).asText();
      comparison.same("name of group " + g, GROUP_NAMES.getOrDefault(name, name), group.name());
      comparison.close(
          "weight decay of " + name,
          expected.path("weight_decay").path(g).asDouble(Double.NaN),
          train.optimizer().rule().weightDecay() * group.weightDecayMultiplier(),
          TOLERANCE);
      for (int epoch = 0; epoch < train.epochs(); epoch++) {
        comparison.close(
            "rate of %s in epoch %d".formatted(name, epoch),
            rateAt(expected.path("lr_by_epoch"), epoch, g),
            rate * group.learningRateMultiplier() * schedule.factor(epoch, 0),
            TOLERANCE);
      }
    }
  }

  /** The parameters of the network must be treated as their groups say. */
  private static void compareParameters(
      ModelSettings model, List<ParameterGroup> groups, DataComparison comparison) {
    try (TrainableNetwork network = TrainableNetwork.create(model.network())) {
      for (ParameterInfo parameter : network.parameters()) {
        ParameterGroup treatment =
            new ParameterGroup(
                parameter.group(),
                parameter.learningRateMultiplier(),
                parameter.weightDecayMultiplier());
        comparison.same("group of " + parameter.name(), true, groups.contains(treatment));
      }
    }
  }

  private static double rateAt(CaseNode steps, int epoch, int group) {
    double rate = Double.NaN;
    for (CaseNode step : steps) {
      if (step.path("from_epoch").asInt() <= epoch) {
        rate = step.path("lr").path(group).asDouble(Double.NaN);
      }
    }
    return rate;
  }
}
