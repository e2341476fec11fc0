package io.kinespark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kinespark.models.family.ModelFamilies;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the rooms apart: imports point one way, and each foreign library has its room. */
class ArchitectureTest {

  private static JavaClasses kinespark;

  @BeforeAll
  static void read() {
    kinespark =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.kinespark");
  }

  @Test
  void modelsKnowNoSparkNoHadoopAndNoVideo() {
    noClasses()
        .that()
        .resideInAPackage("io.kinespark.models..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.kinespark.preprocessing..",
            "io.kinespark.spark..",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "com.intel..",
            "com.typesafe..",
            "org.bytedeco.ffmpeg..",
            "org.bytedeco.opencv..")
        .check(kinespark);
  }

  @Test
  void nothingSharedKnowsAFamilyOfNetworks() {
    String[] families =
        ModelFamilies.all().stream()
            .map(family -> family.getClass().getPackageName() + "..")
            .distinct()
            .toArray(String[]::new);
    assertThat(families).hasSizeGreaterThan(3);
    noClasses()
        .that(
            not(resideInAnyPackage(families))
                .and(not(resideInAPackage("io.kinespark.verification.."))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(families)
        .check(kinespark);
    for (String family : families) {
      noClasses()
          .that()
          .resideInAPackage(family)
          .should()
          .dependOnClassesThat(resideInAnyPackage(families).and(not(resideInAPackage(family))))
          .check(kinespark);
    }
  }

  @Test
  void preprocessingKnowsNoSparkAndNoNetworks() {
    noClasses()
        .that()
        .resideInAPackage("io.kinespark.preprocessing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.kinespark.models..",
            "io.kinespark.spark..",
            "org.apache.spark..",
            "com.intel..",
            "com.typesafe..",
            "org.bytedeco.pytorch..")
        .check(kinespark);
  }

  @Test
  void theGuardKnowsNothingOfTheOthers() {
    noClasses()
        .that()
        .resideInAPackage("io.kinespark.guard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.kinespark.models..",
            "io.kinespark.preprocessing..",
            "io.kinespark.spark..",
            "org.bytedeco..")
        .check(kinespark);
  }

  @Test
  void jsonIsReadInOnePlaceThatKnowsNothingOfTheOthers() {
    noClasses()
        .that()
        .resideInAPackage("io.kinespark.json..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.kinespark..").and(not(resideInAPackage("io.kinespark.json.."))))
        .check(kinespark);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kinespark.json..")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(ObjectMapper.class)))
                .and(target(name("readTree").or(name("readValue")))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(JsonFactory.class))).and(target(name("createParser"))))
        .check(kinespark);
  }

  @Test
  void nothingNeedsTheVerification() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kinespark.verification..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.kinespark.verification..")
        .check(kinespark);
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    slices().matching("io.kinespark.(**)").should().beFreeOfCycles().check(kinespark);
  }

  @Test
  void bigDlAndScalaStayInTheirPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kinespark.spark.bigdl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.intel..", "scala..")
        .check(kinespark);
  }

  @Test
  void onlyLocationsMakesPathsOfTextsAndFindsFileSystems() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kinespark.preprocessing.storage..")
        .should()
        .callConstructor(Path.class, String.class)
        .orShould()
        .callMethod(Path.class, "getFileSystem", Configuration.class)
        .orShould()
        .callMethod(FileSystem.class, "get", URI.class, Configuration.class)
        .orShould()
        .callMethod(FileSystem.class, "newInstance", URI.class, Configuration.class)
        .orShould()
        .callMethod(FileSystem.class, "globStatus", Path.class)
        .orShould()
        .callMethod(DataFrameReader.class, "parquet", String[].class)
        .orShould()
        .callMethod(DataFrameReader.class, "parquet", String.class)
        .orShould()
        .callMethod(DataFrameReader.class, "load", String.class)
        .check(kinespark);
  }

  @Test
  void theJobsNameNoNativeLibraryOfTheNetworks() {
    noClasses()
        .that()
        .resideInAPackage("io.kinespark.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..")
        .check(kinespark);
  }

  @Test
  void exceptionsSayWhatTheyAre() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .should()
        .haveSimpleNameEndingWith("Exception")
        .check(kinespark);
  }

  @Test
  void everyPackageIsDescribed() {
    Set<String> bare = new TreeSet<>();
    Set<String> described = new TreeSet<>();
    for (JavaClass type : kinespark) {
      (type.getSimpleName().equals("package-info") ? described : bare).add(type.getPackageName());
    }
    bare.removeAll(described);
    assertThat(bare).as("packages without package-info.java").isEmpty();
    assertThat(described).hasSizeGreaterThan(10);
  }
}
