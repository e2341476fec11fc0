package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseJsonTest {
  private static CaseNode node(String json) throws IOException {
    return CaseNode.of(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'lr':0.1} | 0.1,0.1,0.1",
        "{'lr':0.1,'lr_times_0_1_before_step':null} | 0.1,0.1,0.1",
        "{'lr':0.1,'lr_times_0_1_before_step':0} | 0.01,0.01,0.01",
        "{'lr':0.1,'lr_times_0_1_before_step':1} | 0.1,0.01,0.01",
        "{'lr':0.1,'lr_times_0_1_before_step':2} | 0.1,0.1,0.01",
        "{'lr':0.1,'lr_times_0_1_before_step':3} | 0.1,0.1,0.1",
        "{'lr_per_step':[0.3,0,0.1]} | 0.3,0,0.1",
        "{'lr_per_step':[0.3,0.2,0.1],'lr_times_0_1_before_step':1} | 0.3,0.02,0.01"
      })
  void ratesAreThoseOfTheSteps(String json, String rates) throws IOException {
    CaseNode optimizer = node(json);
    double[] expected =
        Arrays.stream(rates.split(",", -1)).mapToDouble(Double::parseDouble).toArray();

    assertThat(
            CaseJson.learningRates(optimizer, 3).stream()
                .mapToDouble(Double::doubleValue)
                .toArray())
        .containsExactly(expected, within(1e-15));
    assertThat(optimizer.unread()).isEmpty();
  }

  @Test
  void asManyRatesAsStepsAreNeeded() throws IOException {
    CaseNode json = node("{'optimizer':{'lr_per_step':[0.3,0.2]}}");

    assertThatThrownBy(() -> CaseJson.learningRates(json.path("optimizer"), 3))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessage("optimizer.lr_per_step has 2 rates; the case has 3 steps");
  }
}
