package io.kinespark.models.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {
  private static final long[] TWO_BY_THREE = {2, 3};

  private static byte[] floats(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }

  private static TorchCheckpoint read(byte[] file) throws IOException {
    return TorchCheckpoint.read(ByteSource.of(file, "file.pth"), Optional.empty());
  }

  private static TorchCheckpoint readZip(PickleAssembler pickle) throws IOException {
    return read(PickleAssembler.zip(pickle.end(), Map.of("0", floats(12))));
  }

  private static PickleAssembler pickle() {
    return PickleAssembler.ofProtocol(2);
  }

  private static PickleAssembler weight(PickleAssembler pickle, String name) {
    return pickle.text(name).tensor("0", 12, 0, TWO_BY_THREE, 3, 1).op('s');
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void everyProtocolIsRead(int protocol) throws IOException {
    PickleAssembler pickle = PickleAssembler.ofProtocol(protocol);
    if (protocol >= 4) {
      pickle.op(0x95).op(0, 1, 0, 0, 0, 0, 0, 0).stackGlobal("collections", "OrderedDict");
      pickle.op(0x94).ops(")R").op(0x94, 0x8c, 1, 'w', 0x94);
    } else {
      pickle.global("collections", "OrderedDict").ops("q\0)Rq\1").text("w");
    }
    pickle.tensor("0", 12, 2, TWO_BY_THREE, 1, 2).op('s');

    assertThat(readZip(pickle).state().get("w").toFloats()).containsExactly(2, 4, 6, 3, 5, 7);
  }

  @Test
  void legacyFilesAreRead() throws IOException {
    byte[] pickle = weight(pickle().op('}'), "w").end();
    byte[] file = PickleAssembler.legacy(pickle, Map.of("0", floats(12)));

    assertThat(read(file).state().get("w").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void formsOfOldAndRarePickles() throws IOException {
    PickleAssembler pickle = pickle().op('}');
    pickle.text("parameter").global("torch._utils", "_rebuild_parameter").op('(');
    pickle.tensor("0", 12, 0, new long[0]).op(0x88).op('}').ops("tRs");
    pickle.text("oldest").global("torch._utils", "_rebuild_tensor").op('(');
    pickle.storage("FloatStorage", "0", 12).number(1).numbers(1).numbers(1).ops("tRs");
    pickle.text("variable").global("torch.nn.parameter", "Parameter").op(')', 0x81, '(');
    pickle.tensor("0", 12, 2, new long[0]).ops("N").op(0x88).ops("}").op(0x89).ops("tbs");
    pickle.text("untyped").global("torch._utils", "_rebuild_tensor_v3").op('(').op('(');
    pickle.text("storage").global("torch.storage", "UntypedStorage").text("0").text("cpu");
    pickle.number(48).ops("tQ").number(2).numbers(1).numbers(1).op(0x89).ops("}");
    pickle.global("torch", "uint16").ops("tRs");
    pickle.text("subclass").global("torch._tensor", "_rebuild_from_type_v2").op('(');
    pickle.global("torch._utils", "_rebuild_tensor_v2").global("torch", "Tensor").op('(');
    pickle.storage("FloatStorage", "0", 12).number(3).ops("))").op(0x89).ops("}t}tRs");

    TorchCheckpoint read = readZip(pickle);

    assertThat(read.state().get("parameter").toFloats()).containsExactly(0);
    assertThat(read.state().get("oldest").toFloats()).containsExactly(1);
    assertThat(read.state().get("variable").toFloats()).containsExactly(2);
    assertThat(read.state().get("untyped").toLongs()).containsExactly(0);
    assertThat(read.state().get("subclass").toFloats()).containsExactly(3);
  }

  @Test
  void plainValuesBesideTheWeightsDoNotMatter() throws IOException {
    PickleAssembler pickle = pickle().op('}').text("state_dict");
    weight(pickle.global("collections", "OrderedDict").ops(")R"), "w");
    pickle.ops("}").text("_metadata").ops("}sb").op('s');
    pickle.text("best").global("numpy.core.multiarray", "scalar").global("numpy", "dtype");
    pickle.text("f8").op(0x89, 0x88, 0x87, 'R').ops("(K\3").text("<").ops("NNNtb");
    pickle.global("_codecs", "encode").text("\0").text("latin1").op(0x86, 'R', 0x86, 'R', 's');
    pickle.text("args").global("argparse", "Namespace").op(')', 0x81).ops("}").text("lr");
    pickle.ops("G\0\0\0\0\0\0\0\0sbs");
    pickle.text("steps").global("collections", "Counter").ops("}K\36K\1s").op(0x85).ops("Rs");
    pickle.text("device").global("torch", "device").text("cpu").op(0x85).ops("Rs");
    pickle.text("pairs").global("collections", "OrderedDict").ops("](").ops("](U\1aK\1e").ops("e");
    pickle.op(0x85).ops("Rs");

    pickle.text("message_hub").ops("}").text("loss");
    pickle.global("mmengine.logging.history_buffer", "HistoryBuffer").ops("q\5)").op(0x81).ops("}");
    pickle.text("_log_history").global("numpy.core.multiarray", "_reconstruct");
    pickle.global("numpy", "ndarray").ops("K\0").op(0x85).text("b").op(0x87).ops("R(K\1tbs");
    pickle
        .text("min")
        .global("__builtin__", "getattr")
        .ops("h\5")
        .text("min")
        .op(0x86)
        .ops("Rsbss");

    assertThat(readZip(pickle).state().tensors().keySet()).containsExactly("w");
  }

  @Test
  void theStateDictIsFoundByConvention() throws IOException {
    PickleAssembler pickle = pickle().op('}');
    weight(pickle.text("ema_state_dict").op('}'), "ema").op('s');
    weight(pickle, "best_top1");
    weight(pickle.text("state_dict").op('}'), "w").text("epoch").ops("K\7s").op('s');
    byte[] file = PickleAssembler.zip(pickle.end(), Map.of("0", floats(12)));

    TorchCheckpoint read = read(file);

    assertThat(read.location()).isEqualTo("state_dict");
    assertThat(read.alternatives()).containsExactly("", "ema_state_dict");
    assertThat(read.skipped()).containsEntry("epoch", "an integer");
    assertThat(
            TorchCheckpoint.read(ByteSource.of(file, "file.pth"), Optional.of("ema_state_dict"))
                .state()
                .tensors())
        .containsOnlyKeys("ema");
    assertThatThrownBy(
            () -> TorchCheckpoint.read(ByteSource.of(file, "file.pth"), Optional.of("model")))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "file.pth: there are no tensors at 'model', but the whole file (3 entries),"
                + " 'ema_state_dict' (1 entries), 'state_dict' (2 entries)");
  }

  @Test
  void severalDictionariesWithoutAConventionAreNotChosenFrom() {
    PickleAssembler pickle = pickle().op('}');
    weight(pickle.text("generator").op('}'), "w").op('s');
    weight(pickle.text("critic").op('}'), "w").op('s');

    assertThatThrownBy(() -> readZip(pickle))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("'generator' (1 entries), 'critic' (1 entries)");
  }
}
