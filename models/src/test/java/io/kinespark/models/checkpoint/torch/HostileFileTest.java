package io.kinespark.models.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.CheckpointException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that lie, that would run something, or that would take memory and time. */
class HostileFileTest {
  private static final long HUGE = 1_000_000_000_000L;

  private static void requireRefused(byte[] file, String cause) {
    assertThatThrownBy(
            () -> TorchCheckpoint.read(ByteSource.of(file, "file.pth"), Optional.empty()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("file.pth: ")
        .hasMessageContaining(cause);
  }

  private static byte[] zip(PickleAssembler pickle) {
    return PickleAssembler.zip(pickle.end(), Map.of("0", new byte[48]));
  }

  private static PickleAssembler entry() {
    return PickleAssembler.ofProtocol(2).op('}').text("w");
  }

  static Stream<Arguments> pickles() {
    return Stream.of(
        Arguments.of(entry().global("os", "system").text("x").op(0x85).ops("Rs"), "os.system"),
        Arguments.of(entry().stackGlobal("builtins", "eval").ops("s"), "builtins.eval"),
        Arguments.of(entry().ops("(").text("x").ops("isubprocess\nPopen\ns"), "subprocess.Popen"),
        Arguments.of(
            entry().global("torch.storage", "_load_from_bytes").ops("s"), "_load_from_bytes"),
        Arguments.of(entry().stackGlobal("torch", "serialization.os.system").ops("s"), "os.system"),
        Arguments.of(
            entry().global("builtins", "getattr").global("torch", "Tensor").text("x").op(0x86, 'R'),
            "builtins.getattr: it is refused"),
        Arguments.of(entry().op(0x82, 1).ops("s"), "extension code"),
        Arguments.of(entry().global("builtins", "str").ops(")Rs"), "may be named but not called"),
        Arguments.of(entry().text("x").ops(")Rs"), "it calls a string"),
        Arguments.of(
            entry().global("builtins", "dict").ops(")}").text("a").ops("Ns").op(0x92, 's'),
            "by name"),
        Arguments.of(
            entry().tensor("0", 12, 0, new long[] {HUGE}, 0).ops("s"), "larger than 2 GiB"),
        Arguments.of(
            entry().tensor("0", 12, 0, new long[] {1 << 20}, 0).ops("s"), "more than 8 times"),
        Arguments.of(
            entry().tensor("0", 12, 0, new long[] {1L << 40, 1L << 40}, 0, 0).ops("s"),
            "impossible shape"),
        Arguments.of(entry().tensor("0", 12, 0, new long[] {13}, 1).ops("s"), "reaches to byte 52"),
        Arguments.of(
            entry().tensor("0", 12, Long.MAX_VALUE, new long[] {1}, 1).ops("s"),
            "impossible shape"),
        Arguments.of(entry().tensor("0", 12, 0, new long[] {2}, -1).ops("s"), "impossible offset"),
        Arguments.of(entry().tensor("0", 12, -1, new long[] {2}, 1).ops("s"), "impossible offset"),
        Arguments.of(
            entry().tensor("0", 12, 0, new long[] {2, 2}, 1).ops("s"), "2 extents and 1 strides"),
        Arguments.of(
            entry().tensor("0", HUGE, 0, new long[] {1}, 1).ops("s"), "the whole file has only"),
        Arguments.of(
            entry().tensor("0", 13, 0, new long[] {1}, 1).ops("s"),
            "has 48 bytes, but its tensors need 52"),
        Arguments.of(entry().tensor("1", 1, 0, new long[] {1}, 1).ops("s"), "no record 'a/data/1'"),
        Arguments.of(
            entry().tensor("../../etc/passwd", 1, 0, new long[] {1}, 1).ops("s"), "no record"),
        Arguments.of(
            entry()
                .tensor("0", 12, 0, new long[] {1}, 1)
                .ops("s")
                .text("v")
                .tensor("0", 1, 0, new long[] {1}, 1)
                .ops("s"),
            "both 48 and 4 bytes"),
        Arguments.of(entry().op('N', 's').text("w").op('N', 's'), "the key 'w' twice"),
        Arguments.of(
            entry().global("torch._utils", "_rebuild_sparse_tensor").ops(")Rs"),
            "entry 'w' is a sparse tensor"),
        Arguments.of(
            entry().global("torch._utils", "_rebuild_qtensor").ops(")Rs"),
            "entry 'w' is a quantised tensor"),
        Arguments.of(complex(), "its type is torch.complex64"),
        Arguments.of(entry().text("x").ops("Qs"), "no reference to a storage"),
        Arguments.of(entry().ops("h\7s"), "recalls value 7"),
        Arguments.of(entry().op(0x8b, 0xff, 0xff, 0xff, 0x7f), "an integer has 2147483647 bytes"),
        Arguments.of(entry().op('X', 0xff, 0xff, 0xff, 0xff), "more bytes are needed"),
        Arguments.of(
            entry().op(0x8d, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
            "more bytes are needed"),
        Arguments.of(PickleAssembler.ofProtocol(9), "protocol is 9"),
        Arguments.of(PickleAssembler.ofProtocol(2).ops("t"), "a mark is missing"),
        Arguments.of(PickleAssembler.ofProtocol(2), "a value is missing"),
        Arguments.of(PickleAssembler.ofProtocol(2).ops("]"), "it holds a list"),
        Arguments.of(PickleAssembler.ofProtocol(2).ops("}"), "no dictionary of tensors"));
  }

  private static PickleAssembler complex() {
    return entry()
        .global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage("ComplexFloatStorage", "0", 6)
        .number(0)
        .numbers(1)
        .numbers(1)
        .op(0x89)
        .ops("}tRs");
  }

  @ParameterizedTest
  @MethodSource("pickles")
  void picklesAreRefusedByCause(PickleAssembler pickle, String cause) {
    requireRefused(zip(pickle), cause);
  }

  @Test
  void doubledListsAndDeepTuplesTakeNoTime() throws IOException {
    PickleAssembler pickle = entry().tensor("0", 12, 0, new long[] {12}, 1).ops("s");
    pickle.text("doubled").ops("]q\1");
    for (int i = 0; i < 100; i++) {
      pickle.ops("0](h\1h\1eq\1");
    }
    pickle.ops("s").text("deep").op(')');
    for (int i = 0; i < 100_000; i++) {
      pickle.op(0x85);
    }
    pickle.ops("s").text("copied").ops("(q\2");

    requireRefused(zip(pickle), "a value is missing");
  }

  @Test
  @Timeout(10)
  void aLongNameAboveManyDictionariesIsRefusedAtItsPlace() {
    PickleAssembler pickle = PickleAssembler.ofProtocol(2).op('}').text("k".repeat(1_000_000));
    pickle.ops("}(");
    for (int i = 0; i < 200_000; i++) {
      pickle.text(Integer.toString(i)).op('}');
    }

    requireRefused(zip(pickle.ops("us")), "a dictionary has a key of 1000000 letters");
  }

  @Test
  @Timeout(10)
  void pathsTakeNoMemoryForDictionariesThatNobodyChoosesFrom() throws IOException {
    PickleAssembler pickle = PickleAssembler.ofProtocol(2);
    pickle.tensor("0", 12, 0, new long[] {12}, 1).op('q', 2, '0');
    pickle.op('}').text("k".repeat(10_000)).ops("}(");
    for (int i = 0; i < 200_000; i++) {
      pickle.text(Integer.toString(i)).op('}').text("v").op('h', 2, 's');
    }
    pickle.ops("us");

    assertThatThrownBy(
            () -> TorchCheckpoint.read(ByteSource.of(zip(pickle), "file.pth"), Optional.empty()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("it is not clear which tensors are meant")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(10_000));
  }

  @Test
  @Timeout(10)
  void aDictionaryThatIsReachedUnderEveryConventionalNameIsLookedThroughOnce() {
    PickleAssembler pickle = PickleAssembler.ofProtocol(2).ops("}q\1(");
    for (String name : List.of("state_dict", "model", "net", "network", "module", "weights")) {
      pickle.text(name).ops("h\1");
    }
    for (int i = 0; i < 500_000; i++) {
      pickle.text(Integer.toString(i)).op('N');
    }

    requireRefused(zip(pickle.ops("u")), "no dictionary of tensors");
  }

  @Test
  void cyclesAreNoTrouble() throws IOException {
    PickleAssembler pickle =
        PickleAssembler.ofProtocol(2).ops("}q\1").text("state_dict").ops("h\1s");
    pickle.text("w").tensor("0", 12, 0, new long[] {12}, 1).ops("s");

    assertThat(
            TorchCheckpoint.read(ByteSource.of(zip(pickle), "file.pth"), Optional.empty())
                .state()
                .tensors())
        .containsOnlyKeys("w");
  }

  @Test
  void copyingAContainerAgainAndAgainIsBounded() {
    PickleAssembler pickle = PickleAssembler.ofProtocol(2).ops("](");
    for (int i = 0; i < 10_000; i++) {
      pickle.ops("N");
    }
    pickle.op('e', 0x85, 'q', 1, '0').global("builtins", "list").ops("q\2(");
    for (int i = 0; i < 10_000; i++) {
      pickle.ops("h\2h\1R");
    }

    requireRefused(zip(pickle.ops("t")), "more than 4000000 values");
  }

  @Test
  void archivesThatTorchWouldNotWriteAreRefused() {
    byte[] pickle = entry().tensor("0", 12, 0, new long[] {12}, 1).ops("s").end();
    Map<String, byte[]> records = new LinkedHashMap<>();
    records.put("data.pkl", pickle);
    records.put("data/0", new byte[1 << 20]);
    byte[] good = PickleAssembler.zip(records, ZipOutputStream.STORED);
    byte[] otherByte = good.clone();
    otherByte[60] ^= 1;

    requireRefused(PickleAssembler.zip(records, ZipOutputStream.DEFLATED), "is compressed");
    requireRefused(otherByte, "has CRC-32");
    records.put("byteorder", new byte[] {'b', 'i', 'g'});
    requireRefused(PickleAssembler.zip(records, ZipOutputStream.STORED), "its byte order is 'big'");
    records.put("constants.pkl", new byte[1]);
    requireRefused(PickleAssembler.zip(records, ZipOutputStream.STORED), "TorchScript");
    requireRefused(Arrays.copyOf(good, good.length - 1), "no directory at its end");
    records.remove("data.pkl");
    requireRefused(PickleAssembler.zip(records, ZipOutputStream.STORED), "0 records data.pkl");
  }
}
