package io.kinespark.verification;

import io.kinespark.spark.job.UsageException;
import io.kinespark.verification.data.DataCase;
import io.kinespark.verification.data.DataSuite;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.ReferenceSuite;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds out what a folder of reference cases asks and what can answer it. */
record ReferenceFolder(Path folder) {
  private static final String CASES = "cases.json";

  /**
   * The folder's cases: those of {@code cases.json} in their order, then the lists of {@code
   * data_cases.json}.
   *
   * @throws UsageException if the folder has neither file
   * @throws IOException if one of them cannot be read
   */
  List<VerificationCase> cases(ReferenceSuite networks, DataSuite data) throws IOException {
    boolean hasCases = Files.exists(folder.resolve(CASES));
    if (!hasCases && !Files.exists(folder.resolve(DataCase.FILE))) {
      throw new UsageException(
          "%s holds neither %s nor %s; name a folder of reference cases"
              .formatted(folder, CASES, DataCase.FILE));
    }
    List<VerificationCase> cases = new ArrayList<>();
    if (hasCases) {
      for (ReferenceCase reference : ReferenceCase.readDescriptions(folder)) {
        cases.add(
            new VerificationCase(
                reference.name(),
                reference.what(),
                networks.runnerOf(reference).map(runner -> runner.getClass().getSimpleName()),
                () -> run(reference, networks)));
      }
    }
    for (DataCase reference : DataCase.readAll(folder)) {
      cases.add(
          new VerificationCase(
              reference.name(),
              data.what(reference),
              data.checkOf(reference),
              () -> data.run(reference)));
    }
    return cases;
  }

  private static CaseResult run(ReferenceCase reference, ReferenceSuite networks) {
    try {
      return networks.run(reference.withTensors());
    } catch (UnsupportedCaseException e) {
      return CaseResult.unsupported(reference.name(), reference.what(), e.getMessage());
    } catch (IOException e) {
      return CaseResult.failed(reference.name(), reference.what(), e.toString());
    }
  }
}
