package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.PictureVisitor;
import java.io.IOException;
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
  public void visit(int[] indices, PictureVisitor visitor) throws IOException {
    FrameSize[] first = new FrameSize[1];
    for (int index : IntStream.of(indices).distinct().toArray()) {
      reader.visit(
          folder,
          index,
          (i, picture) -> {
            first[0] = first[0] == null ? picture.size() : first[0];
            reader.requireSameSize(folder, i, picture.size(), first[0]);
            visitor.visit(i, picture);
          });
    }
  }
}
