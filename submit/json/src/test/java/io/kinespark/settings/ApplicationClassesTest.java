package io.kinespark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationClassesTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final ClassLoader own = ApplicationClasses.class.getClassLoader();

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void aLoaderOfJarsThatAreAddedSeesThemAndTheProject() throws IOException {
    try (var added = new URLClassLoader(new URL[0], own);
        var above = new URLClassLoader(new URL[0], added)) {
      Thread.currentThread().setContextClassLoader(above);

      assertThat(ApplicationClasses.loader()).isSameAs(above);
    }
  }

  @Test
  void aLoaderThatDoesNotKnowTheProjectIsNotAsked() throws IOException {
    try (var other = new URLClassLoader(new URL[0], null)) {
      Thread.currentThread().setContextClassLoader(other);
      assertThat(ApplicationClasses.loader()).isSameAs(own);
    }
    Thread.currentThread().setContextClassLoader(null);
    assertThat(ApplicationClasses.loader()).isSameAs(own);
  }
}
