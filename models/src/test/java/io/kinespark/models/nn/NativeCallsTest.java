package io.kinespark.models.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NativeCallsTest {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);

  private Thread start(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private Integer hold() {
    begun.countDown();
    boolean left = false;
    while (!left) {
      try {
        left = leave.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // as native code, which knows of no interrupts
      }
    }
    return 1;
  }

  @Test
  void theEndWaitsForTheCallsThatRunWhateverInterruptsThem() throws Exception {
    var calls = new NativeCalls("work", 20);
    Thread caller = start(() -> calls.during(() -> calls.during(this::hold)));
    begun.await();
    caller.interrupt();
    var ended = new AtomicBoolean();
    Thread end = start(() -> ended.set(calls.end()));
    end.join(300);
    assertThat(ended).isFalse();

    leave.countDown();
    end.join();
    assertThat(ended).isTrue();
  }

  @Test
  void noCallBeginsOnceTheEndHas() throws Exception {
    var calls = new NativeCalls("work", 20);
    assertThat(calls.end()).isTrue();
    Thread late = start(() -> calls.during(this::hold));
    late.join(300);
    assertThat(late.isAlive()).isTrue();
    assertThat(begun.getCount()).isOne();
  }

  @Test
  void theEndDoesNotWaitWithoutEnd() throws Exception {
    var calls = new NativeCalls("work", 1);
    Thread hanging = start(() -> calls.during(this::hold));
    begun.await();
    assertThat(calls.end()).isFalse();
    assertThat(hanging.isAlive()).isTrue();
    leave.countDown();
  }
}
