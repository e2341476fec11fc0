package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNodeTest {
  private static CaseNode node(String json) throws IOException {
    return CaseNode.of(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  @Test
  void whatNobodyReadIsNamedFromTheRoot() throws IOException {
    CaseNode json =
        node("{'a':1,'b':{'c':2,'d':[3,{'e':4}]},'f':{'g':5},'h':[],'i':null,'j':true}");

    assertThat(json.unread()).containsExactly("a", "b", "f", "h", "i", "j");
    assertThat(json.path("b").path("c").asInt()).isEqualTo(2);
    assertThat(json.unread()).containsExactly("a", "b.d", "f", "h", "i", "j");
    assertThat(json.path("b").path("d").path(0).asInt()).isEqualTo(3);
    assertThat(json.unread()).containsExactly("a", "b.d[1]", "f", "h", "i", "j");
    json.path("b").path("d").path(1);
    assertThat(json.unread()).containsExactly("a", "b.d[1].e", "f", "h", "i", "j");
    json.path("h");
    json.path("i");
    assertThat(json.path("j").asBoolean()).isTrue();
    assertThat(json.unread()).containsExactly("a", "b.d[1].e", "f");
    assertThat(json.again().unread()).containsExactly("a", "b", "f", "h", "i", "j");
  }

  @Test
  void toAskWhetherThereIsAFieldOrOfWhatTypeItIsReadsNothing() throws IOException {
    CaseNode json = node("{'a':1,'b':'text'}");

    assertThat(json.has("a")).isTrue();
    assertThat(json.has("none")).isFalse();
    assertThat(json.path("a").isNumber()).isTrue();
    assertThat(json.path("b").isTextual()).isTrue();
    assertThat(json.says("b", "text")).isTrue();

    assertThat(json.unread()).containsExactly("a", "b");
  }

  @Test
  void theElementsOfAListMustAllBeRead() throws IOException {
    CaseNode json = node("{'labels':[3,7,9]}");

    assertThat(json.path("labels").path(1).asInt()).isEqualTo(7);

    assertThat(json.unread()).containsExactly("labels[0]", "labels[2]");
    assertThat(CaseJson.ints(json.path("labels"))).containsExactly(3, 7, 9);
    assertThat(json.unread()).isEmpty();
  }

  @Test
  void absentAndNullAreTheDefault() throws IOException {
    CaseNode json = node("{'a':null}");

    assertThat(json.has("a")).isFalse();
    assertThat(json.path("a").asInt(4)).isEqualTo(4);
    assertThat(json.path("b").path("c").asText("none")).isEqualTo("none");
    assertThat(json.path("b").asBoolean()).isFalse();
    assertThat(json.path("b").asDouble()).isZero();
    assertThat(json.path("b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'two'", "[2]", "{'x':2}", "true", "2.5"})
  void noValueIsTakenForAWholeNumberThatIsNone(String value) throws IOException {
    CaseNode json = node("{'model':{'stride':%s}}".formatted(value));

    assertThatThrownBy(() -> json.path("model").path("stride").asInt(1))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessageStartingWith("model.stride is ")
        .hasMessageContaining("only a whole number");
  }

  @Test
  void noValueIsTakenForAnotherType() throws IOException {
    CaseNode json = node("{'a':'true','b':1,'c':{}}");

    assertThatThrownBy(() -> json.path("a").asBoolean()).hasMessageContaining("only true or false");
    assertThatThrownBy(() -> json.path("a").asDouble()).hasMessageContaining("only a number");
    assertThatThrownBy(() -> json.path("b").asText()).hasMessageContaining("only a text");
    assertThatThrownBy(() -> CaseJson.ints(json.path("b"))).hasMessageContaining("only a list");
    assertThatThrownBy(() -> CaseJson.ints(json.path("c"))).hasMessageContaining("only a list");
  }

  @Test
  void aFieldMayHaveSomeMeaningsOnly() throws IOException {
    CaseNode json = node("{'dataset':'fcvid','eps':1e-5,'flag':false,'more':{'x':[1]}}");

    json.only("dataset", "anet", "fcvid");
    json.only("eps", 1e-5);
    json.only("flag", false);
    json.only("absent", "anything");
    assertThat(json.unread()).containsExactly("more");
    assertThatThrownBy(() -> json.only("dataset", "anet", "minik"))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessage("dataset is \"fcvid\"; only anet or minik is supported there");
    assertThatThrownBy(() -> json.only("flag", true)).hasMessageContaining("flag is false");
    json.passOver("more");
    assertThat(json.unread()).isEmpty();
  }
}
