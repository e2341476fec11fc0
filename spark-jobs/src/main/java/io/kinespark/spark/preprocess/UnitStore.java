package io.kinespark.spark.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonLimits;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.json.JsonFields;
import io.kinespark.spark.manifest.RecordLines;
import io.kinespark.spark.preprocess.UnitResult.Shard;
import io.kinespark.spark.storage.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of a split's work units, one small file each: the SHA-256 of what follows, a line
 * about the unit and its shards, then a line for each video. Shards are named relative to the
 * split's folder.
 */
final class UnitStore {
  private static final Logger LOG = LoggerFactory.getLogger(UnitStore.class);

  private final FileSystem files;
  private final SplitFolder folder;
  private final RecordLines lines = new RecordLines();
  private final ObjectMapper json = new ObjectMapper();

  UnitStore(FileSystem files, SplitFolder folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Writes a result, the last thing that is done for a unit. */
  void write(UnitResult result) throws IOException {
    StringBuilder text = new StringBuilder(head(result)).append('\n');
    for (VideoRecord video : result.videos()) {
      text.append(lines.line(folder.manifest().relative(video))).append('\n');
    }
    byte[] bytes = (Digests.sha256(text.toString()) + "\n" + text).getBytes(StandardCharsets.UTF_8);
    WholeFiles.write(files, folder.unit(result.unit()), out -> out.write(bytes));
  }

  private String head(UnitResult result) throws IOException {
    ObjectNode head = json.createObjectNode();
    head.put("unit", result.unit());
    head.put("videos", result.videos().size());
    ArrayNode shards = head.putArray("shards");
    for (Shard shard : result.shards()) {
      shards.addObject().put("name", shard.name()).put("bytes", shard.bytes());
    }
    return json.writeValueAsString(head);
  }

  /**
   * The result of a unit that was done before.
   *
   * @return empty if it was not, or if its result or a shard is damaged and it must be done again
   * @throws IOException if the file system fails
   */
  Optional<UnitResult> find(WorkUnit unit) throws IOException {
    Path file = folder.unit(unit.name());
    byte[] bytes;
    try (InputStream in = files.open(file)) {
      bytes = in.readAllBytes();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (ChecksumException e) {
      return unusable(file, e);
    }
    try {
      UnitResult result = parse(intact(bytes));
      if (!result.isOf(unit)) {
        throw new IOException("it is about other videos");
      }
      checkShards(result);
      return Optional.of(result);
    } catch (IOException e) {
      return unusable(file, e);
    }
  }

  private static Optional<UnitResult> unusable(Path file, IOException why) {
    LOG.warn("{} is not used: {}; the unit is done again", file, why.getMessage());
    return Optional.empty();
  }

  /** The lines below the digest, if they are what it is of. */
  private static List<String> intact(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int cut = text.indexOf('\n');
    if (cut < 0 || !Digests.sha256(text.substring(cut + 1)).equals(text.substring(0, cut))) {
      throw new IOException("it is damaged: its SHA-256 is not the one in its first line");
    }
    return text.substring(cut + 1).lines().toList();
  }

  private UnitResult parse(List<String> text) throws IOException {
    if (text.isEmpty()) {
      throw new IOException("nothing follows its first line");
    }
    JsonFields head = JsonFields.of(Json.read(text.get(0), JsonLimits.ofFiles()));
    if (head.integer("videos") != text.size() - 1) {
      throw new IOException("it ends early");
    }
    List<Shard> shards = new ArrayList<>();
    for (JsonNode node : head.array("shards")) {
      JsonFields shard = JsonFields.of(node);
      shards.add(new Shard(shard.text("name"), shard.whole("bytes")));
    }
    List<VideoRecord> videos = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      videos.add(folder.manifest().absolute(lines.record(line)));
    }
    return new UnitResult(head.text("unit"), shards, videos);
  }

  private void checkShards(UnitResult result) throws IOException {
    for (Shard shard : result.shards()) {
      Path path = new Path(folder.shards(), shard.name());
      long found = files.getFileStatus(path).getLen();
      if (found != shard.bytes()) {
        throw new IOException(path + " has " + found + " of " + shard.bytes() + " bytes");
      }
    }
  }
}
