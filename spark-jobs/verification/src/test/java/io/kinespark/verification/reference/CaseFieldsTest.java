package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.verification.reference.sdcom.SdcomRunners;
import io.kinespark.verification.reference.tanet.TanetRunners;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that change what is computed, against numbers that the test computes itself. */
class CaseFieldsTest {
  private static final int SEGMENTS = 2;
  private static final int CHANNELS = 3;
  private static final int CLASSES = 4;
  private static final String HEAD =
      "{'mode':'%s','input':{'name':'frames','shape':[4,3,1,1]},%s,'tolerance':1e-5,"
          + "'model':{'kind':'TSMHead','num_classes':4,'in_channels':3,'num_segments':2%s}}";

  private final ReferenceSuite suite =
      new ReferenceSuite(
          Stream.of(TanetRunners.all(), SdcomRunners.all()).flatMap(List::stream).toList());

  private static double[] stream(String name, int count, double factor) {
    float[] draws = FillRule.uniform(name, count);
    double[] values = new double[count];
    Arrays.setAll(values, i -> factor * draws[i]);
    return values;
  }

  private static double[] logSoftmax(double[] logits, int row, int classes) {
    double[] own = Arrays.copyOfRange(logits, row * classes, (row + 1) * classes);
    double largest = Arrays.stream(own).max().orElseThrow();
    double sum = Arrays.stream(own).map(value -> Math.exp(value - largest)).sum();
    return Arrays.stream(own).map(value -> value - largest - Math.log(sum)).toArray();
  }

  /** The head's logits of two clips: the mean of a clip's frames through the classifier. */
  private static double[] headLogits() {
    double[] frames = stream("frames", 2 * SEGMENTS * CHANNELS, 1);
    double[] weight = FillRule.value("fc_cls.weight", CLASSES, CHANNELS).toDoubles();
    double[] bias = FillRule.value("fc_cls.bias", CLASSES).toDoubles();
    double[] logits = new double[2 * CLASSES];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = bias[i % CLASSES];
      for (int frame = 0; frame < SEGMENTS; frame++) {
        for (int c = 0; c < CHANNELS; c++) {
          logits[i] +=
              weight[i % CLASSES * CHANNELS + c]
                  * frames[(i / CLASSES * SEGMENTS + frame) * CHANNELS + c]
                  / SEGMENTS;
        }
      }
    }
    return logits;
  }

  private static double crossEntropy(double[] logits, int[][] labels, double smoothing) {
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      double[] log = logSoftmax(logits, row, CLASSES);
      for (int label : labels[row]) {
        loss -= (1 - smoothing) * log[label] / labels.length;
      }
      loss -= smoothing * Arrays.stream(log).average().orElseThrow() / labels.length;
    }
    return loss;
  }

  private static HostTensor scalar(double value) {
    return HostTensor.ofDoubles(new double[] {value});
  }

  private void assertPasses(String json, Map<String, HostTensor> answers) throws IOException {
    CaseResult result = suite.run(CaseEdits.of(json, answers));
    assertThat(result.status()).as(result.detail()).isEqualTo(CaseResult.Status.PASS);
    Map<String, HostTensor> others = new HashMap<>();
    answers.forEach((name, answer) -> others.put(name, scaled(answer)));
    assertThat(suite.run(CaseEdits.of(json, others)).status()).isEqualTo(CaseResult.Status.FAIL);
  }

  private static HostTensor scaled(HostTensor tensor) {
    return HostTensor.ofDoubles(
        Arrays.stream(tensor.toDoubles()).map(value -> 1.01 * value).toArray(), tensor.shape());
  }

  @Test
  void labelsAreNumbersOrLists() throws IOException {
    double[] logits = headLogits();

    assertPasses(
        HEAD.formatted("eval", "'labels':[1,3]", ""),
        Map.of("loss", scalar(crossEntropy(logits, new int[][] {{1}, {3}}, 0))));
    assertPasses(
        HEAD.formatted("eval", "'labels':[[1],[0,3]]", ""),
        Map.of("loss", scalar(crossEntropy(logits, new int[][] {{1}, {0, 3}}, 0))));
    assertPasses(
        HEAD.formatted("eval", "'labels':[1,3]", ",'label_smooth_eps':0.2"),
        Map.of("loss", scalar(crossEntropy(logits, new int[][] {{1}, {3}}, 0.2))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'loss_rule':'sum(output * cotangent)' | cotangent",
        "'loss_rule':'sum(output * cotangent)','cotangent':'other' | other",
        "'loss_rule':'sum(output * probe)','cotangent':'other' | other",
        "'loss_rule':'sum(output * probe)','streams':{'cotangent':'third'} | third",
        "'loss_rule':'sum(output * probe), probe from stream the_probe' | probe"
      },
      quoteCharacter = '`')
  void theFactorOfALossIsNamed(String fields, String stream) throws IOException {
    double[] logits = headLogits();
    double[] factor = stream(stream, logits.length, 1);
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      loss += logits[i] * factor[i];
    }

    assertPasses(HEAD.formatted("train", fields, ""), Map.of("loss", scalar(loss)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'input':{'name':'held','shape':[2,4]} | held | held.b",
        "'input':{'name':'held','shape':[2,4]},'streams':{'a':'x','b':'y'} | x | y"
      },
      quoteCharacter = '`')
  void lossesAreOfNamedStreamsAndLabels(String fields, String first, String second)
      throws IOException {
    double[] a = stream(first, 2 * CLASSES, 4);
    double[] b = stream(second, 2 * CLASSES, 4);
    double distilled = 0;
    for (int row = 0; row < 2; row++) {
      double[] from = logSoftmax(b, row, CLASSES);
      double[] log = logSoftmax(a, row, CLASSES);
      for (int c = 0; c < CLASSES; c++) {
        distilled -= Math.exp(from[c]) * log[c] / 2;
      }
    }

    assertPasses(
        "{'mode':'train','model':{'type':'losses','smoothing':0.1},'labels':[1,3],"
            + "'multi_labels':[[0,2],[3]],'tolerance':1e-5,"
            + fields
            + "}",
        Map.of(
            "soft_multi_hot", scalar(crossEntropy(a, new int[][] {{0, 2}, {3}}, 0)),
            "soft_distill", scalar(distilled)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'streams':{'logits':'x','noise':'n','cotangent':'c'} | x | n",
        "'noise':{'stream':'n','shape':[2,5]} | held.logits | n"
      },
      quoteCharacter = '`')
  void choicesAreOfNamedStreams(String fields, String logits, String noise) throws IOException {
    double[] values = stream(logits, 10, 2);
    double[] draws = stream(noise, 10, 0.9);
    double[] scores = new double[10];
    Arrays.setAll(scores, i -> (values[i] - Math.log(1 + draws[i])) / 5);
    double[] soft = new double[10];
    for (int row = 0; row < 2; row++) {
      double[] log = logSoftmax(scores, row, 5);
      for (int k = 0; k < 5; k++) {
        soft[row * 5 + k] = Math.exp(log[k]);
      }
    }

    assertPasses(
        "{'mode':'train','model':{'type':'gumbel_mask','tau':5},'tolerance':1e-5,"
            + "'input':{'name':'held','shape':[2,8,1,1]},"
            + fields
            + "}",
        Map.of("y_soft", HostTensor.ofDoubles(soft, 2, 5)));
  }

  @Test
  void replicasAreOneNumber() throws IOException {
    assertThat(CaseEdits.of("{'world_size':3}", Map.of()).replicas()).isEqualTo(3);
    assertThat(CaseEdits.of("{'ranks':2}", Map.of()).replicas()).isEqualTo(2);
    assertThat(CaseEdits.of("{}", Map.of()).replicas()).isEqualTo(1);
  }
}
