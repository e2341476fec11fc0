package io.kinespark.spark.train;

import io.kinespark.spark.cluster.ExecutorWait;
import io.kinespark.spark.cluster.ExecutorsMissingException;
import java.util.function.Consumer;

/** The executors that replicas live on, which are looked at before every try of a run. */
public interface ReplicaHomes {

  /**
   * Waits for the executors of the next try.
   *
   * @param first whether this is the run's first try
   * @return whether each replica has an executor of its own
   * @throws ExecutorsMissingException when they do not come in time and replicas must not share
   */
  boolean await(boolean first);

  /** Whether each replica could have an executor of its own now. */
  boolean enough();

  /** Homes in the driver's process, which are always there. */
  static ReplicaHomes local() {
    return new ReplicaHomes() {
      @Override
      public boolean await(boolean first) {
        return true;
      }

      @Override
      public boolean enough() {
        return true;
      }
    };
  }

  /**
   * Executors of a cluster.
   *
   * @param wait waits for one a replica
   * @param share whether a run that has lost an executor goes on with fewer, on which several
   *     replicas share one
   * @param say is told when they do
   */
  static ReplicaHomes onExecutors(ExecutorWait wait, boolean share, Consumer<String> say) {
    return new ReplicaHomes() {
      @Override
      public boolean await(boolean first) {
        try {
          wait.await();
          return true;
        } catch (ExecutorsMissingException e) {
          if (first || !share || !wait.any()) {
            throw e;
          }
          say.accept(
              e.getMessage()
                  + ". Training goes on with fewer (train.retry.fewer-executors): replicas share"
                  + " executors until there are enough at the end of an epoch");
          return false;
        }
      }

      @Override
      public boolean enough() {
        return wait.enough();
      }
    };
  }
}
