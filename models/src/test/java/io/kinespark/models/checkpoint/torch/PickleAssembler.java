package io.kinespark.models.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts pickles together instruction by instruction, and files of PyTorch around them. */
public final class PickleAssembler {
  /** What the first pickle of a legacy file holds: protocol 2, the magic number, the end. */
  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A pickle of a protocol. */
  public static PickleAssembler ofProtocol(int protocol) {
    return new PickleAssembler().op(0x80, protocol);
  }

  /** Instructions without arguments, or bytes. */
  public PickleAssembler op(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
    return this;
  }

  /** Instructions that are letters. */
  public PickleAssembler ops(String letters) {
    out.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** BINUNICODE. */
  public PickleAssembler text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeBytes(littleEndian(4).putInt(bytes.length).array());
    out.writeBytes(bytes);
    return this;
  }

  /** LONG1 of eight bytes. */
  public PickleAssembler number(long number) {
    op(0x8a, 8);
    out.writeBytes(littleEndian(8).putLong(number).array());
    return this;
  }

  /** GLOBAL. */
  public PickleAssembler global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  /** STACK_GLOBAL. */
  public PickleAssembler stackGlobal(String module, String name) {
    return text(module).text(name).op(0x93);
  }

  /** A tuple of numbers. */
  public PickleAssembler numbers(long... numbers) {
    op('(');
    for (long number : numbers) {
      number(number);
    }
    return op('t');
  }

  /** A reference to a storage. */
  public PickleAssembler storage(String type, String key, long count) {
    return op('(')
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(count)
        .ops("tQ");
  }

  /** A float32 tensor over a storage. */
  public PickleAssembler tensor(
      String key, long count, long offset, long[] shape, long... strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .op('(')
        .storage("FloatStorage", key, count)
        .number(offset)
        .numbers(shape)
        .numbers(strides)
        .op(0x89)
        .global("collections", "OrderedDict")
        .ops(")RtR");
  }

  /** The bytes, with STOP. */
  public byte[] end() {
    op('.');
    return out.toByteArray();
  }

  /** A zip container around a pickle. */
  public static byte[] zip(byte[] pickle, Map<String, byte[]> storages) {
    Map<String, byte[]> records = new LinkedHashMap<>();
    records.put("data.pkl", pickle);
    storages.forEach((key, bytes) -> records.put("data/" + key, bytes));
    return zip(records, ZipOutputStream.STORED);
  }

  /** A zip archive of records below {@code a/}. */
  static byte[] zip(Map<String, byte[]> records, int method) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setMethod(method);
      for (Map.Entry<String, byte[]> record : records.entrySet()) {
        ZipEntry entry = new ZipEntry("a/" + record.getKey());
        if (method == ZipOutputStream.STORED) {
          CRC32 checksum = new CRC32();
          checksum.update(record.getValue());
          entry.setCrc(checksum.getValue());
          entry.setSize(record.getValue().length);
        }
        zip.putNextEntry(entry);
        zip.write(record.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** A legacy file around a pickle whose storages have four-byte elements. */
  public static byte[] legacy(byte[] pickle, Map<String, byte[]> storages) {
    PickleAssembler file = new PickleAssembler();
    file.out.writeBytes(MAGIC);
    file.out.writeBytes(ofProtocol(2).ops("M\u00e9\u0003").end());
    file.out.writeBytes(ofProtocol(2).ops("}").text("little_endian").op(0x88, 's').end());
    file.out.writeBytes(pickle);
    PickleAssembler keys = ofProtocol(2).ops("](");
    storages.keySet().forEach(keys::text);
    file.out.writeBytes(keys.ops("e").end());
    storages
        .values()
        .forEach(
            bytes -> {
              file.out.writeBytes(littleEndian(8).putLong(bytes.length / 4).array());
              file.out.writeBytes(bytes);
            });
    return file.out.toByteArray();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
