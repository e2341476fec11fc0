package io.kinespark.settings;

/** Where what a user adds to the project is found. */
public final class ApplicationClasses {
  private ApplicationClasses() {}

  /**
   * The class loader that knows this project and, where Spark has a loader of its own for the jars
   * of {@code --jars}, these too.
   */
  public static ClassLoader loader() {
    ClassLoader own = ApplicationClasses.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader each = context; each != null; each = each.getParent()) {
      if (each.equals(own)) {
        return context;
      }
    }
    return own;
  }
}
