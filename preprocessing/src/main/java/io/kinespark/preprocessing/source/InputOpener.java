package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.video.VideoInput;
import java.io.IOException;

/** Opens the bytes of a video file anew for every pass. */
@FunctionalInterface
interface InputOpener {

  VideoInput open() throws IOException;
}
