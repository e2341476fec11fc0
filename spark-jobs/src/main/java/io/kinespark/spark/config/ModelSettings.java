package io.kinespark.spark.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The section {@code kinespark.model}: which network, on what device, starting from what.
 *
 * @param family the family of networks
 * @param name the model's name in logs and reports
 * @param numClasses classes of the classifier, at least 2
 * @param numSegments frames of a clip (T), at least 3
 * @param precision arithmetic of the network
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param seed seed of the initial parameters
 * @param initialWeights file that the parameters start from
 * @param initialWeightsNames whose parameter names that file uses
 * @param mean mean of red, green and blue, in grey levels
 * @param std standard deviation of red, green and blue, in grey levels
 * @param tanet options of the family {@code tanet}
 */
public record ModelSettings(
    Family family,
    String name,
    int numClasses,
    int numSegments,
    Precision precision,
    String device,
    long seed,
    Optional<String> initialWeights,
    WeightNames initialWeightsNames,
    List<Double> mean,
    List<Double> std,
    TanetSettings tanet) {

  private static final Pattern DEVICE = Pattern.compile("cpu|cuda|cuda:[0-9]{1,3}");

  /** Families of networks. */
  public enum Family {
    /** ResNet with temporal adaptive modules. */
    TANET
  }

  /** Arithmetic of a network. */
  public enum Precision {
    /** IEEE single precision. */
    FLOAT32,
    /** IEEE double precision, for verification. */
    FLOAT64
  }

  /** Naming schemes of parameters in weight files. */
  public enum WeightNames {
    /** The names of MMAction2 and of this project. */
    MMACTION2,
    /** The names of the paper's own repository. */
    AUTHORS,
    /** The names of torchvision's ImageNet ResNets. */
    IMAGENET_RESNET
  }

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static ModelSettings read(ConfigReader root) {
    ConfigReader model = root.section("model");
    String device = model.text("device");
    if (!DEVICE.matcher(device).matches()) {
      model.problem("device", "must be cpu, cuda or cuda:N with N the GPU's number");
    }
    return new ModelSettings(
        model.choice("family", Family.class),
        model.text("name"),
        model.integer("num-classes", Interval.atLeast(2)),
        model.integer("num-segments", Interval.atLeast(3)),
        model.choice("precision", Precision.class),
        device,
        model.longInteger("seed", Interval.any()),
        model.optionalLocation("initial-weights"),
        model.choice("initial-weights-names", WeightNames.class),
        channels(model.section("normalization"), "mean", Interval.between(0, 255)),
        channels(model.section("normalization"), "std", new Interval(0, false, 255, true)),
        TanetSettings.read(model.section("tanet")));
  }

  private static List<Double> channels(ConfigReader section, String key, Interval allowed) {
    List<Double> values = section.numbers(key, allowed);
    if (values.size() != 3) {
      section.problem(key, "must be a list of three numbers: red, green, blue");
    }
    return values;
  }
}
