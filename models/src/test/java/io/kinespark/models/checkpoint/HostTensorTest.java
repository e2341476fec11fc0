package io.kinespark.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HostTensorTest {
  @Test
  void halfPrecisionIsWidenedExactly() {
    byte[] halves = {0x00, 0x3c, 0x00, (byte) 0xc0, 0x01, 0x00, 0x00, 0x7c, (byte) 0xff, 0x7b};

    assertThat(HostTensor.of(ElementType.FLOAT16, halves, 5).toFloats())
        .containsExactly(1f, -2f, 0x1p-24f, Float.POSITIVE_INFINITY, 65504f);
  }

  @Test
  void bfloat16IsTheUpperHalfOfSinglePrecision() {
    byte[] values = {(byte) 0x80, 0x3f, 0x49, (byte) 0xc0};

    assertThat(HostTensor.of(ElementType.BFLOAT16, values, 2).toDoubles())
        .containsExactly(1.0, -3.140625);
  }

  @Test
  void integersKeepTheirSign() {
    byte[] minusOne = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    assertThat(HostTensor.of(ElementType.INT32, minusOne, 1).toLongs()).containsExactly(-1);
    assertThat(HostTensor.of(ElementType.UINT32, minusOne, 1).toLongs())
        .containsExactly(4294967295L);
    assertThat(HostTensor.of(ElementType.UINT8, minusOne, 4).toFloats()).containsOnly(255f);
  }

  @Test
  void bytesMustFitTheShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostTensor.ofFloats(new float[5], 2, 3))
        .withMessage("a tensor of F32 [2, 3] needs 24 bytes, not 20");
  }

  @Test
  void floatsAreNoIntegers() {
    assertThatIllegalStateException()
        .isThrownBy(() -> HostTensor.ofFloats(new float[1], 1).toLongs());
  }
}
