package io.kinespark.spark.convert;

import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.checkpoint.torch.TorchFile;
import io.kinespark.spark.job.UsageException;
import io.kinespark.spark.storage.WholeFiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms in which weights are written, told by the name of the file. */
enum WeightsForm {
  SAFETENSORS("safetensors", ".safetensors"),
  TORCH("PyTorch zip", ".pth", ".pt", ".pyth", ".pth.tar");

  /** Readers of safetensors files ask which framework's tensors they are. */
  private static final Map<String, String> FRAMEWORK = Map.of("format", "pt");

  private final String title;
  private final Pattern names;
  private final String endings;

  WeightsForm(String title, String... endings) {
    this.title = title;
    this.names =
        Pattern.compile(
            Stream.of(endings).map(Pattern::quote).collect(Collectors.joining("|", ".+(", ")")),
            Pattern.CASE_INSENSITIVE);
    this.endings = String.join(", ", endings);
  }

  static WeightsForm ofFile(String name) {
    return Arrays.stream(values())
        .filter(form -> form.names.matcher(name).matches())
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'%s' does not say its form; it must end in %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(form -> form.endings)
                                .collect(Collectors.joining(", ")))));
  }

  /** The keys of the metadata that the form has no place for. */
  List<String> withoutPlace(Map<String, String> metadata) {
    return this == SAFETENSORS ? List.of() : List.copyOf(metadata.keySet());
  }

  WholeFiles.Content content(StateDict state) {
    return switch (this) {
      case SAFETENSORS -> {
        Map<String, String> metadata = new LinkedHashMap<>(FRAMEWORK);
        metadata.putAll(state.metadata());
        StateDict described = state.withMetadata(metadata);
        yield out -> Safetensors.write(described, out);
      }
      case TORCH -> out -> TorchFile.write(state, out);
    };
  }

  @Override
  public String toString() {
    return title;
  }
}
