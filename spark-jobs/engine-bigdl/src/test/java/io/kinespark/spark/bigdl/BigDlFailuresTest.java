package io.kinespark.spark.bigdl;

import static org.assertj.core.api.Assertions.assertThat;

import com.intel.analytics.bigdl.utils.LayerException;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.replica.ReplicaLostException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class BigDlFailuresTest {
  @Test
  void whatAModuleThrewIsTheInnermostCause() {
    var own = new IllegalArgumentException("batch norm 'a.b' gets one value per channel");
    var failure = new IllegalStateException("Job aborted", new LayerException("StepModule", own));

    RuntimeException unwrapped = BigDlFailures.unwrapped(failure);

    assertThat(Causes.root(unwrapped)).isSameAs(own);
    assertThat(unwrapped).hasMessage("Job aborted");
  }

  @Test
  void lostExecutorsAreWorthAnotherTry() {
    assertThat(
            BigDlFailures.kind(
                new SparkException(
                    "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times:"
                        + " ExecutorLostFailure (executor 1 exited)")))
        .isEqualTo(FailureKind.RETRYABLE);
    assertThat(
            BigDlFailures.kind(
                new SparkException(
                    "Job aborted: " + new ReplicaLostException("replica 1 is asked for"))))
        .isEqualTo(FailureKind.RETRYABLE);
    assertThat(
            BigDlFailures.kind(
                new IllegalStateException(
                    "Job aborted", new IllegalStateException("Didn't find weight block 3"))))
        .isEqualTo(FailureKind.RETRYABLE);
    assertThat(BigDlFailures.kind(new IllegalArgumentException("label 7 of 6 classes")))
        .isEqualTo(FailureKind.DETERMINISTIC);
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    var failure = new IllegalStateException("lost", new LayerException("StepModule", null));

    assertThat(BigDlFailures.unwrapped(failure)).isSameAs(failure);
  }
}
