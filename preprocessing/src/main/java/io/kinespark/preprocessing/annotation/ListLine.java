package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.video.RejectReason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a list without a header. The path may hold the delimiter if it stands in double quotes,
 * or if the number of fields after it is fixed.
 *
 * @param path the path
 * @param fields what follows it
 */
record ListLine(String path, List<String> fields) {

  static Row read(String line, AnnotationFormat.PathAndLabel format, boolean labelled)
      throws RowException {
    if (!labelled) {
      return Row.of(unquoted(line.strip()), List.of());
    }
    ListLine read =
        format.multiLabel()
            ? fromLeft(line.strip(), format.delimiter())
            : fromRight(line.strip(), format.delimiter(), 1);
    read.require(1, "path and label", format.delimiter());
    return Row.of(read.path, read.fields);
  }

  static Row read(String line, AnnotationFormat.FrameList format, boolean labelled)
      throws RowException {
    int numbers = format.firstFrame() ? 2 : 1;
    int fields = numbers + (labelled ? 1 : 0);
    ListLine read =
        format.multiLabel()
            ? fromLeft(line.strip(), format.delimiter())
            : fromRight(line.strip(), format.delimiter(), fields);
    read.require(fields, "path, frames and label", format.delimiter());
    int frames = number(read.fields.get(numbers - 1));
    if (frames < format.minFrames()) {
      throw new RowException(
          RejectReason.SHORT,
          "%d frames are listed, at least %d are wanted".formatted(frames, format.minFrames()));
    }
    List<String> labels = read.fields.subList(numbers, read.fields.size());
    Segment segment =
        format.firstFrame() ? new FrameRange(number(read.fields.get(0)), frames) : Segment.WHOLE;
    return new Row(read.path, read.path, false, labels, segment, frames);
  }

  /** The path is what is left of the last {@code count} fields. */
  private static ListLine fromRight(String text, char delimiter, int count) {
    Deque<String> fields = new ArrayDeque<>();
    String path = text;
    for (int cut = path.lastIndexOf(delimiter);
        cut >= 0 && fields.size() < count;
        cut = path.lastIndexOf(delimiter)) {
      fields.addFirst(path.substring(cut + 1).strip());
      path = path.substring(0, cut).stripTrailing();
    }
    return new ListLine(unquoted(path), List.copyOf(fields));
  }

  /** The path is the first field. */
  private static ListLine fromLeft(String text, char delimiter) throws RowException {
    int from = 0;
    if (text.startsWith("\"")) {
      from = closingQuote(text);
      if (from < 0) {
        throw new RowException(RejectReason.BAD_ROW, "the quote of the path is not closed");
      }
    }
    int cut = text.indexOf(delimiter, from);
    if (cut < 0) {
      return new ListLine(unquoted(text), List.of());
    }
    String rest = text.substring(cut + 1).strip();
    String separator = Pattern.quote(String.valueOf(delimiter)) + (delimiter == ' ' ? "+" : "");
    return new ListLine(
        unquoted(text.substring(0, cut).strip()),
        Arrays.stream(rest.split(separator)).map(String::strip).toList());
  }

  private static int closingQuote(String text) {
    int at = text.indexOf('"', 1);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
      at = text.indexOf('"', at + 2);
    }
    return at;
  }

  private static String unquoted(String path) {
    boolean quoted = path.length() > 1 && path.startsWith("\"") && path.endsWith("\"");
    String plain = quoted ? path.substring(1, path.length() - 1).replace("\"\"", "\"") : path;
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }

  private void require(int count, String names, char delimiter) throws RowException {
    if (fields.size() < count) {
      throw new RowException(
          RejectReason.BAD_ROW, "%s should be separated by '%s'".formatted(names, delimiter));
    }
  }

  private static int number(String text) throws RowException {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers below 0.
    }
    throw new RowException(RejectReason.BAD_ROW, "'" + text + "' is no number of frames");
  }
}
