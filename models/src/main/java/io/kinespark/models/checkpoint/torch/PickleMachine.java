package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.torch.PickleValue.None;
import io.kinespark.models.checkpoint.torch.PickleValue.Opaque;
import io.kinespark.models.checkpoint.torch.PickleValue.Real;
import io.kinespark.models.checkpoint.torch.PickleValue.Text;
import io.kinespark.models.checkpoint.torch.PickleValue.Truth;
import io.kinespark.models.checkpoint.torch.PickleValue.Tuple;
import io.kinespark.models.checkpoint.torch.PickleValue.Whole;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one pickle (protocols 1 to 5; PEP 3154, PEP 574) as data. Instructions that Python would
 * answer by importing and calling something are answered from {@link KnownGlobals}; every other
 * name ends the reading before anything is built of it.
 */
final class PickleMachine {
  private static final int HIGHEST_PROTOCOL = 5;
  private static final int LONGEST_NUMBER = 1024;

  /** What persistent ids stand for. */
  @FunctionalInterface
  interface PersistentIds {
    PickleValue load(PickleValue id) throws MalformedPickleException;

    /** Of pickles that have none. */
    static PersistentIds none() {
      return id -> {
        throw new MalformedPickleException("it has a persistent id, which does not belong here");
      };
    }
  }

  private final PickleInput in;
  private final PersistentIds persistentIds;
  private final ValueBudget budget = new ValueBudget();
  private final PickleStack stack = new PickleStack(budget);
  private boolean stopped;

  private PickleMachine(PickleInput in, PersistentIds persistentIds) {
    this.in = in;
    this.persistentIds = persistentIds;
  }

  /**
   * Reads the next pickle.
   *
   * @param in stands at its first byte, and afterwards behind its last
   * @throws CheckpointException if it is malformed, or names what is not {@link KnownGlobals known}
   */
  static PickleValue read(PickleInput in, PersistentIds persistentIds) throws IOException {
    return new PickleMachine(in, persistentIds).run();
  }

  private PickleValue run() throws IOException {
    long at = in.position();
    try {
      while (!stopped) {
        at = in.position();
        execute(in.unsignedByte());
      }
      return stack.pop();
    } catch (MalformedPickleException e) {
      CheckpointException defect = in.defect(e.getMessage(), at);
      defect.initCause(e);
      throw defect;
    }
  }

  private void execute(int opcode) throws IOException, MalformedPickleException {
    switch (opcode) {
      case 0x80 -> requireProtocol(in.unsignedByte());
      case 0x95 -> in.signedLong(); // FRAME: its length matters only to readers that prefetch
      case '.' -> stopped = true;
      case '(' -> stack.mark();
      case '0' -> stack.discard();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      case 'g' -> stack.push(stack.recall(number(in.line()).longValue()));
      case 'h' -> stack.push(stack.recall(in.unsignedByte()));
      case 'j' -> stack.push(stack.recall(in.unsignedInt()));
      case 'p' -> stack.remember(number(in.line()).longValue());
      case 'q' -> stack.remember(in.unsignedByte());
      case 'r' -> stack.remember(in.unsignedInt());
      case 0x94 -> stack.remember();
      case 'N', 0x88, 0x89, 'I', 'J', 'K', 'L', 'M', 0x8a, 0x8b, 'F', 'G' ->
          stack.push(number(opcode));
      case 'X', 0x8c, 0x8d, 'T', 'U', 'B', 'C', 0x8e, 0x96 -> stack.push(text(opcode));
      case '}', ']', 0x8f, ')', 't', 0x85, 0x86, 0x87, 'd', 'l', 0x91 ->
          stack.push(container(opcode));
      case 'a', 'e', 0x90, 's', 'u' -> add(opcode);
      case 'c', 0x93 -> stack.push(global(opcode));
      case 'R', 0x81, 0x92, 'o', 'i' -> stack.push(call(opcode));
      case 'b' -> build(stack.pop(), stack.top());
      case 'Q' -> stack.push(persistentIds.load(stack.pop()));
      default -> throw new MalformedPickleException(unsupported(opcode));
    }
  }

  private static void requireProtocol(int protocol) throws MalformedPickleException {
    if (protocol > HIGHEST_PROTOCOL) {
      throw new MalformedPickleException(
          "its protocol is %d; up to %d are known".formatted(protocol, HIGHEST_PROTOCOL));
    }
  }

  private static String unsupported(int opcode) {
    return switch (opcode) {
      case 'P', 'S', 'V' -> "its protocol is 0, which torch.save cannot write";
      case 0x82, 0x83, 0x84 -> "it names a global by an extension code, which is refused";
      case 0x97, 0x98 -> "it has buffers outside the file, which torch.save does not write";
      default -> "0x%02x is no pickle instruction; the file is damaged".formatted(opcode);
    };
  }

  private PickleValue number(int opcode) throws IOException, MalformedPickleException {
    return switch (opcode) {
      case 0x88 -> new Truth(true);
      case 0x89 -> new Truth(false);
      case 'I' -> wholeOrTruth(in.line());
      case 'J' -> new Whole(in.signedInt());
      case 'K' -> new Whole(in.unsignedByte());
      case 'M' -> new Whole(in.unsignedShort());
      case 'L' -> new Whole(number(in.line().replaceFirst("L$", "")));
      case 0x8a -> littleEndian(in.unsignedByte());
      case 0x8b -> littleEndian(in.unsignedInt());
      case 'F' -> real(in.line());
      case 'G' -> new Real(in.bigEndianDouble());
      default -> new None();
    };
  }

  private static PickleValue wholeOrTruth(String text) throws MalformedPickleException {
    return switch (text) {
      case "00" -> new Truth(false);
      case "01" -> new Truth(true);
      default -> new Whole(number(text));
    };
  }

  private static BigInteger number(String text) throws MalformedPickleException {
    try {
      return new BigInteger(text);
    } catch (NumberFormatException e) {
      throw malformed("'%s' is no integer".formatted(Shown.name(text)), e);
    }
  }

  private static PickleValue real(String text) throws MalformedPickleException {
    try {
      return new Real(Double.parseDouble(text.replace("inf", "Infinity").replace("nan", "NaN")));
    } catch (NumberFormatException e) {
      throw malformed("'%s' is no float".formatted(Shown.name(text)), e);
    }
  }

  private static MalformedPickleException malformed(String message, Exception cause) {
    MalformedPickleException malformed = new MalformedPickleException(message);
    malformed.initCause(cause);
    return malformed;
  }

  private PickleValue littleEndian(long length) throws IOException, MalformedPickleException {
    if (length > LONGEST_NUMBER) {
      throw new MalformedPickleException("an integer has %d bytes".formatted(length));
    }
    byte[] bytes = in.bytes(length);
    byte[] bigEndian = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      bigEndian[i] = bytes[bytes.length - 1 - i];
    }
    return new Whole(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian));
  }

  private PickleValue text(int opcode) throws IOException {
    return switch (opcode) {
      case 'X' -> new Text(in.text(in.unsignedInt()));
      case 0x8c -> new Text(in.text(in.unsignedByte()));
      case 0x8d -> new Text(in.text(in.signedLong()));
      case 'U' -> new Text(in.oldText(in.unsignedByte()));
      case 'T' -> new Text(in.oldText(in.signedInt()));
      case 'C' -> skipped(in.unsignedByte());
      case 'B' -> skipped(in.unsignedInt());
      default -> skipped(in.signedLong());
    };
  }

  private PickleValue skipped(long length) throws IOException {
    in.skip(length);
    return new Opaque("bytes");
  }

  private PickleValue container(int opcode) throws MalformedPickleException {
    return switch (opcode) {
      case '}' -> new PickleMap();
      case 'd' -> filled(new PickleMap(), stack.popToMark());
      case ']', 0x8f -> new PickleList();
      case 'l', 0x91 -> filled(new PickleList(), stack.popToMark());
      case ')' -> new Tuple(List.of());
      case 0x85 -> new Tuple(stack.pop(1));
      case 0x86 -> new Tuple(stack.pop(2));
      case 0x87 -> new Tuple(stack.pop(3));
      default -> new Tuple(stack.popToMark());
    };
  }

  private static PickleValue filled(PickleList list, List<PickleValue> items) {
    list.addAll(items);
    return list;
  }

  private static PickleValue filled(PickleMap map, List<PickleValue> keysAndValues)
      throws MalformedPickleException {
    if (keysAndValues.size() % 2 != 0) {
      throw new MalformedPickleException("a dictionary's last key has no value");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      map.put(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
    return map;
  }

  private void add(int opcode) throws MalformedPickleException {
    List<PickleValue> items =
        switch (opcode) {
          case 'a' -> stack.pop(1);
          case 's' -> stack.pop(2);
          default -> stack.popToMark();
        };
    PickleValue target = stack.top();
    boolean toMap = opcode == 's' || opcode == 'u';
    if (toMap && target instanceof PickleMap map) {
      filled(map, items);
    } else if (!toMap && target instanceof PickleList list) {
      filled(list, items);
    } else {
      throw new MalformedPickleException(
          "items are added to %s, which is no %s"
              .formatted(target.describe(), toMap ? "dictionary" : "list"));
    }
  }

  private PickleValue global(int opcode) throws IOException, MalformedPickleException {
    if (opcode == 'c') {
      return global(in.line(), in.line());
    }
    List<PickleValue> names = stack.pop(2);
    if (names.get(0) instanceof Text module && names.get(1) instanceof Text name) {
      return global(module.value(), name.value());
    }
    throw new MalformedPickleException("the name of a global is no string");
  }

  private static PickleValue global(String module, String name) throws MalformedPickleException {
    return KnownGlobals.find(module, name)
        .orElseThrow(
            () ->
                new MalformedPickleException(
                    ("it wants the global %s, which is refused: only tensors, containers and plain"
                            + " values are read. If the file is trusted, load it in Python and save"
                            + " its state dict alone")
                        .formatted(Shown.name(module + "." + name))));
  }

  private PickleValue call(int opcode) throws IOException, MalformedPickleException {
    List<PickleValue> arguments;
    PickleValue called;
    switch (opcode) {
      case 'i' -> {
        called = global(in.line(), in.line());
        arguments = stack.popToMark();
      }
      case 'o' -> {
        List<PickleValue> all = new ArrayList<>(stack.popToMark());
        called = all.isEmpty() ? new None() : all.remove(0);
        arguments = all;
      }
      case 0x92 -> {
        if (!(stack.pop() instanceof PickleMap keywords) || !keywords.named().isEmpty()) {
          throw new MalformedPickleException("a call has arguments by name, which are refused");
        }
        arguments = arguments(stack.pop());
        called = stack.pop();
      }
      default -> {
        arguments = arguments(stack.pop());
        called = stack.pop();
      }
    }
    if (called instanceof Global function) {
      return function.call(arguments, budget);
    }
    throw new MalformedPickleException("it calls %s".formatted(called.describe()));
  }

  private static List<PickleValue> arguments(PickleValue value) throws MalformedPickleException {
    if (value instanceof Tuple tuple) {
      return tuple.items();
    }
    throw new MalformedPickleException(
        "the arguments of a call are %s, not a tuple".formatted(value.describe()));
  }

  /** Attributes of containers and plain values do not matter; nothing else may have a state. */
  private static void build(PickleValue state, PickleValue target) throws MalformedPickleException {
    if (target instanceof OldParameter parameter) {
      parameter.restore(state);
    } else if (!(target instanceof PickleMap) && !(target instanceof Opaque)) {
      throw new MalformedPickleException("it gives a state to %s".formatted(target.describe()));
    }
  }
}
