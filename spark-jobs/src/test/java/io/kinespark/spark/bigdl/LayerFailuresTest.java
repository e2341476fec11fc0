package io.kinespark.spark.bigdl;

import static org.assertj.core.api.Assertions.assertThat;

import com.intel.analytics.bigdl.utils.LayerException;
import io.kinespark.spark.cluster.Causes;
import org.junit.jupiter.api.Test;

class LayerFailuresTest {
  @Test
  void whatAModuleThrewIsTheInnermostCause() {
    var own = new IllegalArgumentException("batch norm 'a.b' gets one value per channel");
    var failure = new IllegalStateException("Job aborted", new LayerException("StepModule", own));

    RuntimeException unwrapped = LayerFailures.unwrapped(failure);

    assertThat(Causes.root(unwrapped)).isSameAs(own);
    assertThat(unwrapped).hasMessage("Job aborted");
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    var failure = new IllegalStateException("lost", new LayerException("StepModule", null));

    assertThat(LayerFailures.unwrapped(failure)).isSameAs(failure);
  }
}
