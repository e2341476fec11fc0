package io.kinespark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedServicesTest {
  @Test
  void servicesKeepTheirOrder() {
    assertThat(NamedServices.byName(List.of("B", "A"), name -> name.toLowerCase(Locale.ROOT), "x"))
        .containsExactly(Map.entry("b", "B"), Map.entry("a", "A"));
  }

  @Test
  void twoOfOneNameAreRefusedByTheirClasses() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> NamedServices.byName(List.<Object>of(1, 2L), any -> "one", "kinds of numbers"))
        .withMessage(
            "two kinds of numbers are called 'one': java.lang.Integer and java.lang.Long; leave one of them out of the class path");
  }
}
