package io.kinespark.spark.quickstart;

/** The networks that the quickstart compares. */
enum Contestant {
  /** The network as configured. */
  WITH_TEMPORAL_MODULES("TANet", "tanet", true),
  /** The same ResNet without temporal modules, which cannot tell the order of frames. */
  WITHOUT_TEMPORAL_MODULES("TANet without TAM", "tanet-without-tam", false);

  private final String title;
  private final String folder;
  private final boolean temporal;

  Contestant(String title, String folder, boolean temporal) {
    this.title = title;
    this.folder = folder;
    this.temporal = temporal;
  }

  /** Its name in the table. */
  String title() {
    return title;
  }

  /** The name of its folder, which is the model's name too. */
  String folder() {
    return folder;
  }

  /** Whether it has temporal modules. */
  boolean temporal() {
    return temporal;
  }
}
