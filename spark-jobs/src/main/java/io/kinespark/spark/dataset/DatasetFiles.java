package io.kinespark.spark.dataset;

import io.kinespark.preprocessing.annotation.AnnotationReader;
import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.config.DatasetSettings;
import io.kinespark.spark.config.DatasetSettings.Classes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a configured data set, as the driver reads them. */
public final class DatasetFiles {
  private final DatasetSettings settings;
  private final Configuration hadoop;

  /**
   * The files of a data set.
   *
   * @param settings says which they are
   * @param hadoop finds their file systems
   */
  public DatasetFiles(DatasetSettings settings, Configuration hadoop) {
    this.settings = settings;
    this.hadoop = hadoop;
  }

  /** The folder of the videos, qualified: executors may have another working directory. */
  public Path root() throws IOException {
    return qualified(settings.layout().root());
  }

  /**
   * The classes.
   *
   * @throws io.kinespark.preprocessing.annotation.AnnotationException if their file cannot be used
   */
  public LabelMap labelMap() throws IOException {
    Classes classes = settings.classes();
    if (classes instanceof Classes.Numbered numbered) {
      return LabelMap.numbered(numbered.count());
    }
    Classes.Named named = (Classes.Named) classes;
    Path file = Locations.path(named.file());
    return named.format().read(Locations.fileSystem(file, hadoop), file);
  }

  /** Reads the annotation files. */
  public AnnotationReader reader(LabelMap labelMap) throws IOException {
    return new AnnotationReader(
        settings.format(),
        settings.coding(),
        labelMap,
        settings.layout().withRoot(root().toString()).withFileSystems(ofAnnotations()),
        hadoop);
  }

  private List<String> ofAnnotations() throws IOException {
    List<String> fileSystems = new ArrayList<>();
    for (Split split : settings.annotations().keySet()) {
      fileSystems.add(Locations.fileSystem(annotations(split), hadoop).getUri().toString());
    }
    return fileSystems;
  }

  /** The annotation file of a split that has one, qualified. */
  public Path annotations(Split split) throws IOException {
    return qualified(settings.annotations().get(split));
  }

  /**
   * Reads the annotation file of a split.
   *
   * @throws io.kinespark.preprocessing.annotation.AnnotationException if it cannot be used
   */
  public Annotations read(Split split, AnnotationReader reader) throws IOException {
    Path file = annotations(split);
    return reader.read(Locations.fileSystem(file, hadoop), file, split);
  }

  private Path qualified(String location) throws IOException {
    Path path = Locations.path(location);
    FileSystem files = Locations.fileSystem(path, hadoop);
    return files.makeQualified(path);
  }
}
