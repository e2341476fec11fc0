package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UseCountTest {

  private final AtomicInteger freed = new AtomicInteger();
  private final UseCount uses = new UseCount("this network", freed::incrementAndGet);

  @Test
  void whatNobodyUsesIsFreedAtOnceAndOnce() {
    uses.close();
    uses.close();
    assertThat(freed).hasValue(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> uses.during(() -> 1))
        .withMessage("this network is closed");
  }

  @Test
  void whatIsInUseIsFreedWhenTheLastUseEnds() {
    uses.during(
        () -> {
          uses.during(uses::close);
          assertThat(freed).hasValue(0);
        });
    assertThat(freed).hasValue(1);
  }

  @Test
  void aUseThatFailsIsOverToo() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                uses.during(
                    () -> {
                      uses.close();
                      throw new IllegalStateException("failed");
                    }))
        .withMessage("failed");
    assertThat(freed).hasValue(1);
  }
}
