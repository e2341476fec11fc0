package io.kinespark.models.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.checkpoint.ByteSource;
import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.GenericDict;
import org.bytedeco.pytorch.GenericDictIterator;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TorchFileTest {
  private static final String ORDERED = "\u0080\2ccollections\nOrderedDict\nq\0)Rq\1";
  private static final String PLAIN = "\u0080\2(ccollections\nOrderedDict\nq\0}";

  private static byte[] write(StateDict state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TorchFile.write(state, out);
    return out.toByteArray();
  }

  private static TorchCheckpoint read(byte[] file) throws IOException {
    return TorchCheckpoint.read(ByteSource.of(file, "written.pth"), Optional.empty());
  }

  private static StateDict everyType() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (ElementType type : ElementType.values()) {
      byte[] bytes = new byte[6 * type.bytes()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (type == ElementType.BOOL ? i % 2 : 3 * i);
      }
      tensors.put("of." + type, HostTensor.of(type, bytes, 2, 1, 3));
    }
    tensors.put("scalar", HostTensor.ofLongs(new long[] {Long.MIN_VALUE}));
    tensors.put("empty", HostTensor.ofFloats(new float[0], 4, 0, 2));
    return StateDict.of(tensors);
  }

  @Test
  void everyTypeComesBack() throws IOException {
    StateDict state = everyType();

    TorchCheckpoint read = read(write(state));

    assertThat(read.state()).isEqualTo(state);
    assertThat(read.state().tensors().keySet()).containsExactlyElementsOf(state.tensors().keySet());
    assertThat(read.form()).isEqualTo("PyTorch zip");
    assertThat(read.location()).isEmpty();
  }

  @Test
  void entriesBeyondOneBatchComeBack() throws IOException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    IntStream.range(0, 2001)
        .forEach(i -> tensors.put("layer." + i, HostTensor.ofLongs(new long[] {i}, 1)));

    assertThat(read(write(StateDict.of(tensors))).state()).isEqualTo(StateDict.of(tensors));
  }

  @Test
  void recordsAreAlignedAndTheSameEveryTime() throws IOException {
    byte[] file = write(everyType());
    ZipDirectory directory = ZipDirectory.read(ByteSource.of(file, "written.pth"));

    for (ZipRecord record : directory.records().values()) {
      assertThat(directory.dataBegin(record) % 64).as(record.name()).isZero();
    }
    assertThat(write(everyType())).isEqualTo(file);
  }

  @Test
  void libtorchReadsWhatIsWritten() throws IOException {
    Map<String, HostTensor> tensors = everyTypeOfOld().tensors();
    byte[] file = withPlainDict(write(everyTypeOfOld()));

    List<String> names = NativeWork.plain(() -> requireEqual(file, tensors));

    assertThat(names).containsExactlyElementsOf(tensors.keySet());
  }

  /**
   * libtorch, unlike Python, takes an {@code OrderedDict} for a tensor's hooks and nothing else. So
   * the outermost one is made a {@code dict}, in as many bytes: the class stays on the stack, and
   * becomes part of a tuple with the dictionary and a {@code None}.
   */
  private static byte[] withPlainDict(byte[] file) throws IOException {
    ZipDirectory directory = ZipDirectory.read(ByteSource.of(file, "written.pth"));
    ZipRecord pickle = directory.records().get("archive/data.pkl");
    int begin = (int) directory.dataBegin(pickle);
    int end = begin + (int) pickle.size();
    String text = new String(file, begin, (int) pickle.size(), StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith(ORDERED).endsWith("u.");
    String plain = PLAIN + text.substring(ORDERED.length(), text.length() - 1) + "Nt.";
    byte[] patched = file.clone();
    System.arraycopy(plain.getBytes(StandardCharsets.ISO_8859_1), 0, patched, begin, end - begin);
    return patched;
  }

  private static GenericDict read(ByteVector file) {
    return torch.pickle_load(file).toTupleRef().elements().get(1).toGenericDict();
  }

  private static List<String> requireEqual(byte[] file, Map<String, HostTensor> tensors) {
    List<String> names = new ArrayList<>();
    GenericDict read = read(new ByteVector(file));
    GenericDictIterator end = read.end();
    for (GenericDictIterator at = read.begin(); at.notEquals(end); at.increment()) {
      String name = at.access().key().toStringRef().getString(StandardCharsets.UTF_8);
      Tensor tensor = at.access().value().toTensor();
      names.add(name);
      assertThat(tensor.is_contiguous()).isTrue();
      assertThat(tensor.sizes().vec().get()).as(name).isEqualTo(tensors.get(name).shape());
      if (tensor.numel() > 0) {
        assertThat(HostTransfer.toDoubles(tensor))
            .as(name)
            .containsExactly(tensors.get(name).toDoubles());
      }
    }
    return names;
  }

  @Test
  void whatLibtorchWritesIsRead() throws IOException {
    byte[] file = withPlainDict(write(everyTypeOfOld()));
    byte[] ofLibtorch =
        NativeWork.plain(
            () -> {
              GenericDict dict = read(new ByteVector(file));
              return torch.pickle_save(new IValue(dict)).get();
            });

    assertThat(read(ofLibtorch).state()).isEqualTo(everyTypeOfOld());
  }

  /** Without the types that PyTorch got after 2.2. */
  private static StateDict everyTypeOfOld() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>(everyType().tensors());
    tensors.keySet().removeIf(name -> name.matches("of\\.UINT(16|32|64)"));
    return StateDict.of(tensors);
  }
}
