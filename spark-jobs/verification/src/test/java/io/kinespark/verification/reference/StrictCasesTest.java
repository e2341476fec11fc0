package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.verification.reference.dsanet.DsanetRunners;
import io.kinespark.verification.reference.sdcom.SdcomRunners;
import io.kinespark.verification.reference.tanet.TanetRunners;
import io.kinespark.verification.reference.vov3d.Vov3dRunners;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases that say something that nobody reads do not pass, and say what. */
class StrictCasesTest {
  private static final String HEAD =
      "{'case':'head','what':'a head','mode':'eval','input':{'name':'input','shape':[4,8,2,2]},"
          + "'params':27,'model':{'kind':'TSMHead','num_classes':3,'in_channels':8,"
          + "'num_segments':4},'tolerance':0.1}";

  private final ReferenceSuite suite = new ReferenceSuite(all());

  private static List<CaseRunner> all() {
    List<CaseRunner> runners = new ArrayList<>(TanetRunners.all());
    runners.addAll(DsanetRunners.all());
    runners.addAll(SdcomRunners.all());
    runners.addAll(Vov3dRunners.all());
    return runners;
  }

  /** Small cases of every family. */
  static List<ReferenceCase> cases() throws IOException, URISyntaxException {
    List<ReferenceCase> small = new ArrayList<>();
    for (String family : List.of("tanet", "dsanet", "sdcom", "vov3d")) {
      Path folder =
          Path.of(
              Objects.requireNonNull(StrictCasesTest.class.getResource("/reference/" + family))
                  .toURI());
      ReferenceCase.readAll(folder).stream()
          .filter(each -> !each.kind().matches("Recognizer.*|model|data_parallel|checkpoint"))
          .forEach(small::add);
    }
    return small;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFieldMoreAtAnyPlaceIsNamed(ReferenceCase reference) throws IOException {
    for (ReferenceCase copy : CaseEdits.surprised(reference)) {
      CaseResult result = suite.run(copy);

      assertThat(result.status()).as(result.detail()).isEqualTo(CaseResult.Status.UNSUPPORTED);
      assertThat(result.detail()).contains("surprise");
    }
  }

  @Test
  void theHeadItselfPasses() throws IOException {
    CaseResult result = suite.run(CaseEdits.of(HEAD, Map.of()));

    assertThat(result.status()).as(result.detail()).isEqualTo(CaseResult.Status.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'what' | 'wat':'x','what' | nothing reads wat",
        "'mode':'eval' | 'mode':'test' | mode is \"test\"; only eval or train",
        "'mode':'eval' | 'mode':'eval','dtype':'float64' | ",
        "'mode':'eval' | 'mode':'eval','dtype':'bfloat16' | dtype is \"bfloat16\"",
        "'num_classes' | 'spatial_type':'max','num_classes' | model.spatial_type is \"max\"",
        "'num_classes' | 'consensus':'max','num_classes' | model.consensus is \"max\"",
        "'num_classes' | 'dataset':'x','num_classes' | nothing reads model.dataset",
        "'num_classes':3 | 'num_classes':'3' | model.num_classes is \"3\"; only a whole number",
        "'shape' | 'noise':{'a':1},'shape' | nothing reads input.noise",
        "'tolerance':0.1 | 'tolerance':'1%' | tolerance is \"1%\"; only a number",
        "'tolerance':0.1 | 'tolerance':-1 | tolerance is -1",
        "'tolerance':0.1 | 'tolerances':{'output':0.1} | tolerances.output is the tolerance of no",
        "'tolerance':0.1 | 'tolerances':{'params':'0.1 each'} | tolerances.params is",
        "'tolerance':0.1 | 'tolerance_of':0.1 | nothing reads tolerance_of",
        "'tolerance':0.1 | 'tolerance_kind':'decibel' | tolerance_kind is \"decibel\"",
        "'tolerance':0.1 | 'float32_unusable':['grad'] | float32_unusable names grad",
        "'tolerance':0.1 | 'world_size':2 | nothing reads world_size",
        "'tolerance':0.1 | 'norm':{'sync':true} | nothing reads norm",
        "'tolerance':0.1 | 'streams':{'noise':'n'} | nothing reads streams",
        "'tolerance':0.1 | 'optimizer':{'lr':1} | nothing reads optimizer",
        "'tolerance':0.1 | 'cotangent':'n' | nothing reads cotangent",
        "'tolerance':0.1 | 'multi_labels':[[1]] | nothing reads multi_labels"
      })
  void whatIsNotKnownIsNamed(String known, String unknown, String named) throws IOException {
    assertThat(HEAD).contains(known);

    CaseResult result = suite.run(CaseEdits.of(HEAD.replace(known, unknown), Map.of()));

    assertThat(result.status())
        .as(result.detail())
        .isEqualTo(named == null ? CaseResult.Status.PASS : CaseResult.Status.UNSUPPORTED);
    assertThat(result.detail()).contains(named == null ? "" : named);
  }

  @Test
  void anAnswerThatNobodyComparesIsNamed() throws IOException {
    Map<String, HostTensor> more = Map.of("output.again", HostTensor.ofDoubles(new double[1], 1));

    CaseResult result = suite.run(CaseEdits.of(HEAD, more));

    assertThat(result.status()).isEqualTo(CaseResult.Status.FAIL);
    assertThat(result.detail()).contains("nothing was computed for [output.again]");
  }

  @Test
  void anUnreadFieldIsNamedBesideWhatFails() throws IOException {
    String wrong = HEAD.replace("'params':27", "'params':28,'odd':1");

    CaseResult result = suite.run(CaseEdits.of(wrong, Map.of()));

    assertThat(result.status()).isEqualTo(CaseResult.Status.FAIL);
    assertThat(result.detail()).isEqualTo("params is 27, not 28; nothing reads odd");
  }

  @Test
  void readsOfAnotherRunnerDoNotCount() throws IOException {
    CaseRunner other =
        new CaseRunner() {
          @Override
          public boolean supports(ReferenceCase reference) {
            reference.json().passOver("odd");
            return false;
          }

          @Override
          public CaseResult run(ReferenceCase reference) {
            throw new IllegalStateException("not asked");
          }
        };
    List<CaseRunner> runners = new ArrayList<>(List.of(other));
    runners.addAll(TanetRunners.all());

    CaseResult result =
        new ReferenceSuite(runners)
            .run(CaseEdits.of(HEAD.replace("'params'", "'odd':1,'params'"), Map.of()));

    assertThat(result.detail()).isEqualTo("nothing reads odd");
  }

  @Test
  void aFieldOfAnotherNameIsNotThatField() throws IOException, URISyntaxException {
    ReferenceCase losses =
        cases().stream().filter(each -> each.kind().equals("losses")).findFirst().orElseThrow();
    ObjectNode json = CaseEdits.copy(losses);
    json.set("multi_label", new ObjectMapper().readTree("[[0,3]]"));

    assertThat(suite.run(CaseEdits.with(losses, json)).detail())
        .isEqualTo("nothing reads multi_label");
  }
}
