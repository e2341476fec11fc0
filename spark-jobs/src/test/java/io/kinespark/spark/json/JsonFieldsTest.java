package io.kinespark.spark.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  private static JsonFields fields(String json) throws IOException {
    return JsonFields.of(new ObjectMapper().readTree(json));
  }

  @Test
  void valuesOfTheRightKind() throws IOException {
    JsonFields fields =
        fields(
            "{\"t\":\"x\",\"i\":7,\"l\":5000000000,\"d\":0.5,\"n\":\"NaN\",\"o\":{\"a\":[1]},\"z\":null}");
    assertThat(fields.text("t")).isEqualTo("x");
    assertThat(fields.integer("i")).isEqualTo(7);
    assertThat(fields.whole("l")).isEqualTo(5_000_000_000L);
    assertThat(fields.number("d")).isEqualTo(0.5);
    assertThat(fields.number("n")).isNaN();
    assertThat(fields.object("o").array("a").size()).isEqualTo(1);
    assertThat(fields.optionalNumber("z")).isEmpty();
    assertThat(fields.optionalNumber("missing")).isEmpty();
  }

  @Test
  void valuesOfTheWrongKindAreNamed() throws IOException {
    JsonFields fields = fields("{\"t\":\"x\",\"i\":7.5,\"l\":5000000000,\"z\":null}");
    assertThatThrownBy(() -> fields.text("i")).hasMessage("field 'i' is not a string but 7.5");
    assertThatThrownBy(() -> fields.integer("i")).hasMessage("field 'i' is not an integer but 7.5");
    assertThatThrownBy(() -> fields.integer("l"))
        .hasMessage("field 'l' is not an integer but 5000000000");
    assertThatThrownBy(() -> fields.whole("i")).hasMessage("field 'i' is not an integer but 7.5");
    assertThatThrownBy(() -> fields.number("t")).hasMessage("field 't' is not a number but \"x\"");
    assertThatThrownBy(() -> fields.object("t")).hasMessage("field 't' is not an object but \"x\"");
    assertThatThrownBy(() -> fields.array("t")).hasMessage("field 't' is not an array but \"x\"");
    assertThatThrownBy(() -> fields.required("z")).hasMessage("field 'z' is missing");
    assertThatThrownBy(() -> fields("[]")).hasMessage("not a JSON object");
  }
}
