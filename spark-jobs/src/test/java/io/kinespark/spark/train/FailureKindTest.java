package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.replica.ReplicaLostException;
import io.kinespark.spark.testing.DiskErrors;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureKindTest {

  @Test
  void lostExecutorsAndStorageAreWorthAnotherTry() {
    assertThat(FailureKind.of(new SparkException("Job aborted", new EOFException("reset"))))
        .isEqualTo(FailureKind.RETRYABLE);
    assertThat(
            FailureKind.of(
                new SparkException(
                    "Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times:"
                        + " ExecutorLostFailure (executor 1 exited)")))
        .isEqualTo(FailureKind.RETRYABLE);
    assertThat(
            FailureKind.of(
                new SparkException(
                    "Job aborted: " + new ReplicaLostException("replica 1 is asked for"))))
        .isEqualTo(FailureKind.RETRYABLE);
  }

  @Test
  void whatWouldHappenAgainIsNot() {
    assertThat(FailureKind.of(new SparkException("Job aborted", new NullPointerException())))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(FailureKind.of(new IllegalArgumentException("label 7 of 6 classes")))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(FailureKind.of(new SparkException("x", new FileNotFoundException("gone.avi"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(FailureKind.of(new OutOfMemoryError("heap"))).isEqualTo(FailureKind.DETERMINISTIC);
  }

  @Test
  void whatItWasWrappedInDoesNotHideWhetherItComesAgain() {
    assertThat(
            FailureKind.of(
                new IOException("video 'a' could not be read", new AccessControlException("no"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(
            FailureKind.of(
                new SparkException("x", new IOException("mkdir /out: Read-only file system"))))
        .isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(FailureKind.of(new FileNotFoundException("/out/log (Too many open files)")))
        .isEqualTo(FailureKind.RETRYABLE);
  }

  @Test
  void aLocalDiskThatFailsIsStorageThoughHadoopMakesItAnError() {
    assertThat(FailureKind.of(new SparkException("x", DiskErrors.of("Input/output error"))))
        .isEqualTo(FailureKind.RETRYABLE);
  }

  @Test
  void aCycleOfCausesEnds() {
    var inner = new IllegalStateException("inner");
    var outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);
    assertThat(FailureKind.of(outer)).isEqualTo(FailureKind.DETERMINISTIC);
    assertThat(Causes.root(new RuntimeException(new IOException("root")))).hasMessage("root");
  }
}
