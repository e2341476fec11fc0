package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.testing.DiskErrors;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureRuleTest {

  private static final String LOST = "an executor of the engine's is gone";
  private static final FailureRule RULE =
      new FailureRule(
          failure ->
              failure.getMessage().equals(LOST)
                  ? FailureKind.RETRYABLE
                  : FailureKind.DETERMINISTIC);

  @Test
  void lostExecutorsAndStorageAreWorthAnotherTry() {
    assertThat(RULE.of(new SparkException("Job aborted", new EOFException("reset"))))
        .isEqualTo(FailureKind.RETRYABLE);
    assertThat(RULE.of(new SparkException(LOST))).isEqualTo(FailureKind.RETRYABLE);
    assertThat(RULE.of(new SparkException(LOST, new IllegalAccessError("a class of another jar"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
  }

  @Test
  void whatWouldHappenAgainIsNot() {
    assertThat(RULE.of(new SparkException("Job aborted", new NullPointerException())))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(RULE.of(new IllegalArgumentException("label 7 of 6 classes")))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(RULE.of(new SparkException("x", new FileNotFoundException("gone.avi"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(RULE.of(new OutOfMemoryError("heap"))).isEqualTo(FailureKind.DETERMINISTIC);
  }

  @Test
  void whatItWasWrappedInDoesNotHideWhetherItComesAgain() {
    assertThat(
            RULE.of(
                new IOException("video 'a' could not be read", new AccessControlException("no"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(
            RULE.of(new SparkException("x", new IOException("mkdir /out: Read-only file system"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(RULE.of(new FileNotFoundException("/out/log (Too many open files)")))
        .isEqualTo(FailureKind.RETRYABLE);
  }

  @Test
  void aLocalDiskThatFailsIsStorageThoughHadoopMakesItAnError() {
    assertThat(RULE.of(new SparkException("x", DiskErrors.of("Input/output error"))))
        .isEqualTo(FailureKind.RETRYABLE);
  }

  @Test
  void aCycleOfCausesEnds() {
    var inner = new IllegalStateException("inner");
    var outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);
    assertThat(RULE.of(outer)).isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(Causes.root(new RuntimeException(new IOException("root")))).hasMessage("root");
  }
}
