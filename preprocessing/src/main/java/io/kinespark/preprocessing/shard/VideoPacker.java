package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.scan.RecordScan;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Decodes video files to their last frame, or to the last one of their segment, and packs what is
 * usable. A video is packed whole or not at all.
 */
public final class VideoPacker {

  private final Configuration configuration;
  private final Storage storage;
  private final VideoDecoder decoder;
  private final Duration deadline;
  private final JpegPacker jpegs;
  private final EncodedPacker videos;
  private final FrameFolderPacker folders;

  /**
   * Makes a packer.
   *
   * @param configuration finds the videos' file systems
   * @param decode limits of decoding
   * @param options what is stored
   */
  public VideoPacker(Configuration configuration, DecodeOptions decode, ShardOptions options) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.storage = options.storage();
    this.decoder = new VideoDecoder(decode);
    this.deadline = decode.deadline();
    ReducedFrames frames = new ReducedFrames(decoder);
    this.jpegs = new JpegPacker(frames, JpegPacker.HELD_BYTES);
    this.videos = new EncodedPacker(frames, options.maxBytes());
    this.folders = new FrameFolderPacker(configuration, decode, options.ofImages());
  }

  /**
   * Packs one video.
   *
   * @param record a record whose location is a video file or a folder of frames, which is packed as
   *     frames in any case
   * @param writer where it goes
   * @return the record of the packed video, ready
   * @throws VideoRejectedException if the video cannot be used; nothing of it was written then
   * @throws ShardException if the shard cannot be written; the writer is of no further use then
   * @throws IOException if the file system fails
   * @throws IllegalArgumentException if the record's video is packed already
   */
  public VideoRecord pack(VideoRecord record, ShardWriter writer) throws IOException {
    if (record.location() instanceof FrameFolder folder) {
      return folders.pack(record, folder, writer);
    }
    if (!(record.location() instanceof VideoFile file)) {
      throw new IllegalArgumentException(record.id() + " is packed already: " + record.location());
    }
    Path path = Locations.path(file.uri());
    try (HadoopInput input = HadoopInput.open(configuration, path, deadline)) {
      if (storage instanceof Storage.Jpeg jpeg) {
        return jpegs.pack(record, input, jpeg, writer);
      }
      if (storage instanceof Storage.Encoded encoded) {
        return videos.pack(record, input, encoded, writer);
      }
      return packOriginal(record, input, extension(path), writer);
    }
  }

  private VideoRecord packOriginal(
      VideoRecord record, VideoInput input, String extension, ShardWriter writer)
      throws IOException {
    if (input.length() > Integer.MAX_VALUE - 16) {
      throw new VideoRejectedException(
          RejectReason.TOO_LARGE,
          record.id(),
          "a file of " + input.length() + " bytes cannot be packed as it is; pack frames instead");
    }
    VideoRecord found = RecordScan.of(record, input, decoder);
    input.readWithin(deadline);
    return found.packed(writer.addVideo(found, extension, bytes(input)), found.facts());
  }

  private static byte[] bytes(VideoInput input) throws IOException {
    byte[] bytes = new byte[(int) input.length()];
    byte[] buffer = new byte[1 << 16];
    int position = 0;
    while (position < bytes.length) {
      int read = input.read(position, buffer, Math.min(buffer.length, bytes.length - position));
      if (read <= 0) {
        throw new IOException(input.name() + " became shorter while it was read");
      }
      System.arraycopy(buffer, 0, bytes, position, read);
      position += read;
    }
    return bytes;
  }

  private static String extension(Path path) {
    String name = path.getName();
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return extension.matches("[A-Za-z0-9]{1,8}") && name.indexOf('.') >= 0 ? extension : "video";
  }
}
