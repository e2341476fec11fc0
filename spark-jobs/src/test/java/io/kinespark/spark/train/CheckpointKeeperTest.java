package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointInfo;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.checkpoint.FullFileSystem;
import io.kinespark.spark.checkpoint.NoSpaceException;
import io.kinespark.spark.engine.FailureKind;
import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.lock.OutputLockedException;
import io.kinespark.spark.run.RunCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's checkpoints on a disk that is nearly full, and in an output that is taken away. */
final class CheckpointKeeperTest {

  private static final NetworkSpec NETWORK =
      NetworkSpec.of(
          TanetConfig.of(50, 2, 4)
              .withBackbone(ResNetConfig.ofBlocks(List.of(1)).withBaseWidth(8)));

  @TempDir private Path folder;
  private Path disk;
  private OutputLock lock;
  private TrainingState state;

  @BeforeEach
  void begin() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    FileSystem files = FileSystem.getLocal(new Configuration());
    lock =
        OutputLock.acquire(
            files, new org.apache.hadoop.fs.Path(folder.resolve("run").toString()), "train.output");
    try (TrainableNetwork network = TrainableNetwork.create(NETWORK)) {
      state = RunCheckpoints.stateOf(network, 1, Optional.empty());
    }
  }

  @AfterEach
  void end() throws IOException {
    lock.close();
  }

  private CheckpointKeeper keeper(long size, boolean keepBest) throws IOException {
    var files = new FullFileSystem(disk, size);
    files.initialize(disk.toUri(), new Configuration());
    var store = new CheckpointStore(files, new org.apache.hadoop.fs.Path(disk.toUri()));
    return new CheckpointKeeper(
        new RunCheckpoints(store, NETWORK, "", ""), store, lock, 5, keepBest);
  }

  private static CheckpointInfo info(int iterations, double top1) {
    return new CheckpointInfo(
        iterations, iterations, 1, 0, "", "", OptionalDouble.of(top1), OptionalDouble.empty());
  }

  private long used() throws IOException {
    try (Stream<Path> all = Files.walk(disk)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<Integer> kept(CheckpointKeeper keeper) throws IOException {
    for (Checkpoint checkpoint : keeper.store().committed()) {
      checkpoint.verify();
    }
    return keeper.store().committed().stream().map(each -> each.info().iterations()).toList();
  }

  @Test
  void theOldestMakeRoomButNeitherTheNewestNorTheBest() throws IOException {
    keeper(Long.MAX_VALUE, true).save(state, info(1, 0.9));
    long one = used();
    CheckpointKeeper keeper = keeper(7 * one / 2, true);
    for (int iterations = 2; iterations <= 5; iterations++) {
      keeper.save(state, info(iterations, 0.1));
      assertThat(keeper.store().latest().orElseThrow().info().iterations()).isEqualTo(iterations);
    }
    assertThat(kept(keeper)).containsExactly(5, 4, 1);
    CheckpointKeeper smaller = keeper(5 * one / 2, false);
    smaller.save(state, info(6, 0.1));
    assertThat(kept(smaller)).containsExactly(6, 5);
  }

  @Test
  void theLastWholeOneStaysWhereThereIsNoRoomForAnother() throws IOException {
    keeper(Long.MAX_VALUE, true).save(state, info(1, 0.9));
    long one = used();
    CheckpointKeeper keeper = keeper(3 * one / 2, false);
    for (int again = 0; again < 3; again++) {
      assertThatThrownBy(() -> keeper.save(state, info(2, 0.9)))
          .isInstanceOf(NoSpaceException.class)
          .hasMessageContaining("no space left; the checkpoint needs 0.")
          .hasMessageContaining("MB were left");
      assertThat(used()).isEqualTo(one);
    }
    assertThat(kept(keeper)).containsExactly(1);
  }

  @Test
  void aRunThatLostItsOutputWritesNothingMore() throws IOException {
    CheckpointKeeper keeper = keeper(Long.MAX_VALUE, true);
    keeper.save(state, info(1, 0.9));
    lock.close();
    assertThatThrownBy(() -> keeper.save(state, info(2, 0.9)))
        .isInstanceOf(OutputLockedException.class)
        .satisfies(
            lost ->
                assertThat(new FailureRule(failure -> FailureKind.RETRYABLE).of(lost))
                    .isEqualTo(FailureKind.DETERMINISTIC));
    assertThat(kept(keeper)).containsExactly(1);
  }
}
