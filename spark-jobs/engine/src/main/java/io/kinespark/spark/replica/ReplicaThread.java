package io.kinespark.spark.replica;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one thread on which a replica's network computes. BigDL calls a module from any thread of a
 * large pool; but the C library keeps freed memory per thread, OpenMP a team of workers per thread
 * and libtorch its number of threads per thread, so that a network which moves between threads
 * takes more memory with every thread it has been on.
 */
final class ReplicaThread implements AutoCloseable {

  private final ExecutorService thread;

  ReplicaThread(int replica) {
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              var made = new Thread(work, "replica-" + replica);
              made.setDaemon(true);
              return made;
            });
  }

  /** Runs some work and waits for it; what it throws is thrown here. */
  <T> T call(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the network computes", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("the network failed: " + e.getCause(), e.getCause());
    }
  }

  /** Lets the work that was begun end, and the thread with it. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
