package io.kinespark.spark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonLimits;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.storage.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Tells runs apart. It is written once, into the run's folder, when the run begins, and into the
 * manifest of each of its checkpoints.
 *
 * @param id unique; empty in checkpoints older than identities
 * @param parent the checkpoint of another run that it went on from, if it did
 */
public record RunIdentity(String id, Optional<Parent> parent) {

  /** The identity of runs older than identities. */
  static final RunIdentity UNKNOWN = new RunIdentity("", Optional.empty());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "run";
  private static final String PARENT = "parent";
  private static final String CHECKPOINT = "checkpoint";
  private static final String ITERATIONS = "iterations";

  /**
   * A checkpoint of another run.
   *
   * @param run that run's id
   * @param checkpoint its folder
   * @param iterations iterations finished in it
   */
  public record Parent(String run, String checkpoint, int iterations) {

    /** Names a checkpoint. */
    public static Parent of(Checkpoint checkpoint) {
      return new Parent(
          checkpoint.run().id(), checkpoint.folder().toString(), checkpoint.info().iterations());
    }

    /** Whether it is this checkpoint, wherever its run's folder was moved. */
    public boolean is(Checkpoint other) {
      return run.equals(other.run().id())
          && Locations.path(checkpoint).getName().equals(other.folder().getName());
    }
  }

  /** A new run. */
  public static RunIdentity begin() {
    return new RunIdentity(UUID.randomUUID().toString(), Optional.empty());
  }

  /** A new run that goes on from a checkpoint of another. */
  public static RunIdentity branchOf(Checkpoint checkpoint) {
    return new RunIdentity(UUID.randomUUID().toString(), Optional.of(Parent.of(checkpoint)));
  }

  /**
   * Reads a run's file.
   *
   * @return empty if there is none
   * @throws CheckpointCorruptException if it is damaged
   */
  public static Optional<RunIdentity> read(FileSystem files, Path file) throws IOException {
    byte[] json;
    try (InputStream in = files.open(file)) {
      json = in.readAllBytes();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (org.apache.hadoop.fs.ChecksumException e) {
      throw damaged(file, e);
    }
    try {
      JsonNode root = Json.read(json, JsonLimits.ofFiles());
      RunIdentity read = of(root);
      if (!read.id.isEmpty()) {
        return Optional.of(read);
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
    throw damaged(file, null);
  }

  private static CheckpointCorruptException damaged(Path file, IOException cause) {
    return new CheckpointCorruptException(
        file + " is damaged; delete it, the run's checkpoints name the run as well", cause);
  }

  /** Writes a run's file. */
  public void write(FileSystem files, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    writeTo(root);
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    WholeFiles.write(files, file, out -> out.write(json));
  }

  void writeTo(ObjectNode root) {
    root.put(ID, id);
    parent.ifPresent(
        from ->
            root.putObject(PARENT)
                .put(ID, from.run())
                .put(CHECKPOINT, from.checkpoint())
                .put(ITERATIONS, from.iterations()));
  }

  static RunIdentity of(JsonNode root) {
    JsonNode from = root.path(PARENT);
    return new RunIdentity(
        root.path(ID).asText(),
        from.isObject()
            ? Optional.of(
                new Parent(
                    from.path(ID).asText(),
                    from.path(CHECKPOINT).asText(),
                    from.path(ITERATIONS).asInt()))
            : Optional.empty());
  }
}
