package io.kinespark.models.family;

import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.NameMapping;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Other people's names of a family's entries: a published form of checkpoints.
 *
 * @param scheme what the form is called in configurations; several families may know one scheme
 * @param mapping brings a file's entries under the family's names
 * @param whole whether such files hold the whole network, not its backbone alone
 * @param reshaped entries that never have the shape of those they are looked up as; they keep their
 *     initial values
 * @param fromOwn renames the family's entries to the scheme's, where weights can be written so
 */
public record FileNames(
    String scheme,
    NameMapping mapping,
    boolean whole,
    List<Pattern> reshaped,
    Optional<KeyMap> fromOwn) {
  /** Copies the list. */
  public FileNames {
    reshaped = List.copyOf(reshaped);
  }

  /** Files of whole networks. */
  public static FileNames ofNetworks(String scheme, NameMapping mapping) {
    return new FileNames(scheme, mapping, true, List.of(), Optional.empty());
  }

  /** Files of backbones, which leave the rest of a network as it is. */
  public static FileNames ofBackbones(String scheme, NameMapping mapping) {
    return new FileNames(scheme, mapping, false, List.of(), Optional.empty());
  }

  /** The same with entries that may have another shape, as regular expressions for whole names. */
  public FileNames withReshaped(String... names) {
    return new FileNames(
        scheme, mapping, whole, Stream.of(names).map(Pattern::compile).toList(), fromOwn);
  }

  /** The same with the way back. */
  public FileNames withFromOwn(KeyMap newFromOwn) {
    return new FileNames(scheme, mapping, whole, reshaped, Optional.of(newFromOwn));
  }
}
