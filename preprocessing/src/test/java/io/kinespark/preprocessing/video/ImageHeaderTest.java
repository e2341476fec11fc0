package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes of pictures by their headers, and that nothing larger than allowed is decoded. */
class ImageHeaderTest {

  private static final FrameSize SIZE = new FrameSize(70, 50);
  private final JpegCodec codec = new JpegCodec();

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpg"})
  void whatJavaWritesIsMeasuredAndDecoded(String format) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(70, 50, BufferedImage.TYPE_3BYTE_BGR);
    assertThat(ImageIO.write(image, format, file)).isTrue();

    assertMeasured(file.toByteArray(), 70, 50);
    codec.check("v", "i", file.toByteArray());
    assertThat(codec.decode(file.toByteArray())).map(RgbFrame::size).contains(SIZE);
  }

  @Test
  void thePortableFormatIsMeasuredBehindItsRemarks() {
    byte[] head = "P6\n# 9 9\n70\t50 # and\n255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] file = Arrays.copyOf(head, head.length + 3 * 70 * 50);
    assertMeasured(file, 70, 50);
    assertThat(codec.decode("P6\n70 50\n255\n".getBytes(StandardCharsets.US_ASCII))).isEmpty();
  }

  /** A JPEG file of a few hundred bytes whose header was changed to any kind of frame. */
  @ParameterizedTest
  @ValueSource(ints = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCF})
  void aHugeJpegIsRefusedWhateverItsKind(int frame) {
    byte[] jpeg = codec.encode(new RgbFrame(SIZE, new byte[SIZE.rgbBytes()]), 90);
    int at = frameHeader(jpeg);
    jpeg[at + 1] = (byte) frame;
    ByteBuffer.wrap(jpeg).putShort(at + 5, (short) 26000).putShort(at + 7, (short) 26001);

    assertMeasured(jpeg, 26001, 26000);
    assertTooLarge(jpeg, "26001x26000 pixels (JPEG)");
  }

  @Test
  void aThumbnailsHeaderIsNotThePictures() {
    byte[] jpeg = codec.encode(new RgbFrame(SIZE, new byte[SIZE.rgbBytes()]), 90);
    byte[] small = codec.encode(new RgbFrame(new FrameSize(8, 8), new byte[192]), 90);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + small.length + 6);
    file.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) 0xFF).put((byte) 0xE1);
    file.putShort((short) (small.length + 2)).put(small).put(jpeg, 2, jpeg.length - 2);

    assertMeasured(Arrays.copyOf(file.array(), file.position()), 70, 50);
  }

  @Test
  void aFileOfThousandsOfScansIsRefused() {
    byte[] jpeg = codec.encode(new RgbFrame(SIZE, new byte[SIZE.rgbBytes()]), 90);
    byte[] scans = Arrays.copyOf(jpeg, jpeg.length + 2000);
    for (int i = jpeg.length - 2; i + 1 < scans.length; i += 2) {
      scans[i] = (byte) 0xFF;
      scans[i + 1] = (byte) 0xDA;
    }
    assertThatThrownBy(() -> codec.check("v", "i", scans)).hasMessageContaining("1002 scans");
    assertThat(codec.decode(scans)).isEmpty();
  }

  /** One of 113 bytes kept OpenCV busy with 4 GiB for 47 s. */
  @Test
  void aPngChunkIsNoLongerThanItsFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(70, 50, BufferedImage.TYPE_3BYTE_BGR), "png", out);
    byte[] file = out.toByteArray();
    int data = new String(file, StandardCharsets.ISO_8859_1).indexOf("IDAT") - 4;
    for (int length : new int[] {-1, 0xFFDA0038, Integer.MAX_VALUE, file.length + 1}) {
      byte[] damaged = file.clone();
      ByteBuffer.wrap(damaged).putInt(data, length);

      assertThat(ImageHeader.of(damaged)).isEmpty();
      assertThat(codec.decode(damaged)).isEmpty();
      assertThatThrownBy(() -> codec.check("v", "image 1", damaged))
          .hasMessageContaining("image 1 is no picture");
    }
    assertThat(codec.decode(Arrays.copyOf(file, file.length + 9))).isPresent();
  }

  @Test
  void otherHugePicturesAreRefused() throws IOException {
    assertTooLarge(huge("png", 16, true), "100000x100000 pixels (PNG)");
    byte[] gif = huge("gif", 0, false);
    little(gif).putShort(6, (short) 60000).putShort(8, (short) 60000);
    assertTooLarge(gif, "60000x60000 pixels (GIF)");
    byte[] bitmap = huge("bmp", 0, false);
    little(bitmap).putInt(18, 1 << 20).putInt(22, Integer.MIN_VALUE);
    assertTooLarge(bitmap, "1048576x2147483648 pixels (BMP)");
    assertTooLarge(
        "P5 99999999999999 99999999999999 255 ".getBytes(StandardCharsets.US_ASCII), "(PNM)");
    assertTooLarge(tiff(10, 10, 1 << 30, 1 << 30), "1073741824x1073741824 pixels (TIFF)");
    assertTooLarge(tiff(1 << 17, 1 << 17, 16, 16), "131072x131072 pixels (TIFF)");
  }

  @Test
  void aHugeWebpIsRefusedByItsCanvasItsPictureAndItsFrames() {
    byte[] canvas = webp("VP8X", 10);
    little(canvas).putInt(24, 0xFF00FFFF).putShort(28, (short) 0xFFFF);
    assertTooLarge(canvas, "pixels (WebP)");
    byte[] lossless = webp("VP8L", 5);
    little(lossless).put(20, (byte) 0x2F).putInt(21, 0x0FFFFFFF);
    assertTooLarge(lossless, "16384x16384 pixels (WebP)");
    byte[] lossy = webp("VP8 ", 10);
    little(lossy).putShort(26, (short) 0x3FFF).putShort(28, (short) 0x3FFF);
    assertTooLarge(lossy, "16383x16383 pixels (WebP)");
  }

  @Test
  void whatIsNoPictureOrEndsEarlyIsNotDecoded() {
    byte[] jpeg = codec.encode(new RgbFrame(SIZE, new byte[SIZE.rgbBytes()]), 90);
    for (byte[] file :
        new byte[][] {
          {},
          {'P'},
          {'P', '6'},
          "II*\0".getBytes(StandardCharsets.US_ASCII),
          new byte[100],
          Arrays.copyOf(jpeg, 30),
          "BM".getBytes(StandardCharsets.US_ASCII)
        }) {
      assertThat(ImageHeader.of(file)).isEmpty();
      assertThat(codec.decode(file)).isEmpty();
      assertThatThrownBy(() -> codec.check("v", "image 3", file))
          .hasMessage("v: DECODE_ERRORS: image 3 is no picture");
    }
  }

  private void assertTooLarge(byte[] file, String words) {
    assertThatThrownBy(() -> codec.check("folder", "image 1.jpg", file))
        .isInstanceOfSatisfying(
            VideoRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectReason.TOO_LARGE))
        .hasMessageContaining(words)
        .hasMessageContaining("decode.max-pixels");
    assertThat(codec.decode(file)).isEmpty();
  }

  private static void assertMeasured(byte[] file, long width, long height) {
    assertThat(ImageHeader.of(file))
        .hasValueSatisfying(
            header -> {
              assertThat(header.width()).isEqualTo(width);
              assertThat(header.height()).isEqualTo(height);
            });
  }

  private static byte[] huge(String format, int at, boolean write) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_3BYTE_BGR), format, file);
    byte[] bytes = file.toByteArray();
    if (write) {
      ByteBuffer.wrap(bytes).putInt(at, 100_000).putInt(at + 4, 100_000);
    }
    return bytes;
  }

  private static byte[] webp(String chunk, int length) {
    byte[] file = new byte[30 + length];
    little(file)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(22 + length)
        .put(("WEBP" + chunk).getBytes(StandardCharsets.US_ASCII))
        .putInt(length);
    return file;
  }

  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] tiff(int width, int height, int tileWidth, int tileHeight) {
    ByteBuffer file = ByteBuffer.allocate(100);
    file.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 4);
    int[] sizes = {256, width, 257, height, 322, tileWidth, 323, tileHeight};
    for (int i = 0; i < sizes.length; i += 2) {
      file.putShort((short) sizes[i]).putShort((short) 4).putInt(1).putInt(sizes[i + 1]);
    }
    return file.array();
  }

  private static int frameHeader(byte[] jpeg) {
    for (int at = 2; ; at++) {
      if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
        return at;
      }
    }
  }
}
