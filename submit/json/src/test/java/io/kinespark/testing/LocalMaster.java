package io.kinespark.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the jobs of a test class run on two cores of this process, as spark-submit would set it. */
public final class LocalMaster implements BeforeAllCallback, AfterAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }
}
