package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.CenterCrop;
import io.kinespark.preprocessing.augment.TenCrop;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.List;
import java.util.Optional;

/** All checks of the data side. */
public final class DataSuite {
  private final List<DataCheck> checks =
      List.of(
          new UniformTestCheck(),
          new DenseTestCheck(),
          new TrainSamplingCheck(),
          new ResizeCheck(),
          new FixedCropCheck("center_crop", "where the centre crop lies", CenterCrop::new, false),
          new FixedCropCheck("three_crop", "where the three crops lie", ThreeCrop::new, false),
          new FixedCropCheck("ten_crop", "where the ten crops lie", TenCrop::new, true),
          new MultiScaleCropCheck(),
          new RandomResizedCropCheck(),
          new LabelSwapCheck(),
          new MetricsCheck(),
          new LearningRateCheck());

  /** The suite. */
  public DataSuite() {}

  /** The name of the check that knows the list's kind, if one does. */
  public Optional<String> checkOf(DataCase reference) {
    return find(reference).map(check -> check.getClass().getSimpleName());
  }

  /** What the list asks; empty if no check knows its kind. */
  public String what(DataCase reference) {
    return find(reference).map(DataCheck::what).orElse("");
  }

  /** Runs one list; whatever goes wrong on the way is a failure of the list, not of the suite. */
  public CaseResult run(DataCase reference) {
    String name = reference.name();
    Optional<DataCheck> check = find(reference);
    if (check.isEmpty()) {
      return CaseResult.unsupported(name, "", "no check knows lists named '%s'".formatted(name));
    }
    String what = check.get().what();
    try {
      DataComparison comparison = new DataComparison(name, what);
      check.get().compare(reference, comparison);
      CaseResult result = comparison.result();
      List<String> unread = reference.answers().unread();
      return unread.isEmpty() || result.status() == CaseResult.Status.FAIL
          ? result
          : CaseResult.unsupported(
              name, what, "nothing reads %s".formatted(String.join(", ", unread)));
    } catch (UnsupportedCaseException e) {
      return CaseResult.unsupported(name, what, e.getMessage());
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      return CaseResult.failed(name, what, e.toString());
    }
  }

  private Optional<DataCheck> find(DataCase reference) {
    return checks.stream().filter(check -> check.supports(reference)).findFirst();
  }
}
