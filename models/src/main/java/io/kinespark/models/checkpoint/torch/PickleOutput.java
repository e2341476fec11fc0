package io.kinespark.models.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes the instructions of pickle protocol 2, with the memo that Python's pickler keeps. */
final class PickleOutput {
  private static final int PROTOCOL = 2;
  private static final int ONE_BYTE = 0x100;
  private static final int TWO_BYTES = 0x10000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> recurring = new HashMap<>();
  private int remembered;

  PickleOutput() {
    opcode(0x80);
    out.write(PROTOCOL);
  }

  void opcode(int opcode) {
    out.write(opcode);
  }

  /** Remembers the value that was written last, as Python does for all but numbers. */
  void remember() {
    index('q', 'r', remembered);
    remembered++;
  }

  /** A string that occurs once. */
  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    opcode('X');
    out.writeBytes(littleEndian(Integer.BYTES).putInt(bytes.length).array());
    out.writeBytes(bytes);
    remember();
  }

  /** A string that is written when it first occurs and recalled from then on. */
  void recurringText(String text) {
    if (!recalled("'" + text)) {
      text(text);
    }
  }

  /** A class or function, written when it first occurs and recalled from then on. */
  void global(String module, String name) {
    if (!recalled(module + "." + name)) {
      opcode('c');
      out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
      remember();
    }
  }

  private boolean recalled(String name) {
    Integer index = recurring.putIfAbsent(name, remembered);
    if (index == null) {
      return false;
    }
    index('h', 'j', index);
    return true;
  }

  private void index(int narrow, int wide, int index) {
    if (index < ONE_BYTE) {
      opcode(narrow);
      out.write(index);
    } else {
      opcode(wide);
      out.writeBytes(littleEndian(Integer.BYTES).putInt(index).array());
    }
  }

  /** A number from 0 on. */
  void number(long number) {
    if (number < ONE_BYTE) {
      opcode('K');
      out.write((int) number);
    } else if (number < TWO_BYTES) {
      opcode('M');
      out.writeBytes(littleEndian(Short.BYTES).putShort((short) number).array());
    } else if (number <= Integer.MAX_VALUE) {
      opcode('J');
      out.writeBytes(littleEndian(Integer.BYTES).putInt((int) number).array());
    } else {
      opcode(0x8a);
      out.write(Long.BYTES);
      out.writeBytes(littleEndian(Long.BYTES).putLong(number).array());
    }
  }

  /** A tuple of numbers. */
  void numbers(long... numbers) {
    if (numbers.length > 3) {
      opcode('(');
    }
    for (long number : numbers) {
      number(number);
    }
    switch (numbers.length) {
      case 0 -> {
        opcode(')');
        return;
      }
      case 1 -> opcode(0x85);
      case 2 -> opcode(0x86);
      case 3 -> opcode(0x87);
      default -> opcode('t');
    }
    remember();
  }

  /** Everything that was written, ended. */
  byte[] end() {
    opcode('.');
    return out.toByteArray();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
