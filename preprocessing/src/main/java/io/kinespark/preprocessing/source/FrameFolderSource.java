package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Frames that lie as image files in a folder.
 *
 * @param folder the folder
 * @param reader reads it
 * @param frameCount its frames
 */
record FrameFolderSource(FrameFolder folder, FrameFolderReader reader, int frameCount)
    implements FrameSource {

  @Override
  public List<RgbFrame> read(int[] indices) throws IOException {
    Map<Integer, RgbFrame> read = new HashMap<>();
    for (int index : indices) {
      if (!read.containsKey(index)) {
        read.put(index, reader.frame(folder, index));
      }
    }
    FrameSize first = read.get(indices[0]).size();
    for (Map.Entry<Integer, RgbFrame> frame : read.entrySet()) {
      reader.requireSameSize(folder, frame.getKey(), frame.getValue().size(), first);
    }
    return IntStream.of(indices).mapToObj(read::get).toList();
  }
}
