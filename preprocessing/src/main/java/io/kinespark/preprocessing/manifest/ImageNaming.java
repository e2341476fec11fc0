package io.kinespark.preprocessing.manifest;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the frames of a video are named that was taken apart into image files.
 *
 * @param pattern name of an image with one place for its number, such as {@code %05d.jpg}; {@code
 *     {folder}} stands for the name of the folder, as in {@code {folder}_%06d.jpg}
 */
public record ImageNaming(String pattern) implements Serializable {

  private static final String FOLDER = "{folder}";
  private static final Pattern NUMBER = Pattern.compile("%(?:0\\d+)?d");

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if it has not exactly one number
   */
  public ImageNaming {
    Matcher number = NUMBER.matcher(pattern);
    if (!number.find() || pattern.indexOf('%', number.end()) >= 0 || pattern.contains("/")) {
      throw new IllegalArgumentException(
          "'%s' is no name of numbered images; one place such as %%05d takes the number"
              .formatted(pattern));
    }
  }

  /**
   * Name of an image.
   *
   * @param folder name of its folder
   * @param number its number
   * @return its file name
   */
  public String name(String folder, int number) {
    Matcher place = NUMBER.matcher(pattern);
    String named =
        place.replaceFirst(
            Matcher.quoteReplacement(String.format(Locale.ROOT, numberFormat(), number)));
    return named.replace(FOLDER, folder);
  }

  /**
   * Number of an image.
   *
   * @param folder name of its folder
   * @param file its file name
   * @return its number, or empty if no image of the folder has that name
   */
  public OptionalInt number(String folder, String file) {
    Matcher place = NUMBER.matcher(pattern);
    if (!place.find()) {
      throw new IllegalStateException("The constructor refuses " + pattern);
    }
    String before = pattern.substring(0, place.start()).replace(FOLDER, folder);
    String after = pattern.substring(place.end()).replace(FOLDER, folder);
    if (file.length() <= before.length() + after.length()
        || !file.startsWith(before)
        || !file.endsWith(after)) {
      return OptionalInt.empty();
    }
    String digits = file.substring(before.length(), file.length() - after.length());
    if (!digits.matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(digits);
    return name(folder, number).equals(file) ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private String numberFormat() {
    Matcher place = NUMBER.matcher(pattern);
    return place.find() ? place.group() : pattern;
  }
}
