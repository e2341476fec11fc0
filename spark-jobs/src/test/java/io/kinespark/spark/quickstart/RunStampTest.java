package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunStampTest {
  @TempDir private Path folder;

  private final Settings settings = Settings.defaults();

  @Test
  void aFolderIsClaimedOnceAndGoneOnWithByEqualSettings() throws IOException {
    assertThat(stamp(settings).exists()).isFalse();

    stamp(settings).claim();

    assertThat(stamp(settings).exists()).isTrue();
    stamp(settings).claim();
    stamp(settings).check();
  }

  @Test
  void otherSettingsAreNamedAndRefused() throws IOException {
    stamp(settings).claim();
    RunStamp other = stamp(settings.with(Map.of("train.epochs", 7), "test"));

    assertThatThrownBy(other::claim)
        .isInstanceOf(QuickstartException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("kinespark.train.epochs = 7")
        .hasMessageContaining("quickstart.output");
    assertThatThrownBy(other::check).isInstanceOf(QuickstartException.class);
  }

  private RunStamp stamp(Settings of) {
    return new RunStamp(folder.resolve("settings.txt"), of);
  }
}
